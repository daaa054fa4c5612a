/**
 * A log that nobody can change unnoticed: entries that are only added, a Merkle tree over them, and signed checkpoints that say
 * what it held when.
 *
 * <p>Start with {@link meridian.audit.AuditLog}, which writes one; {@link meridian.audit.Verification} looks whether a folder
 * still holds what was signed, {@link meridian.audit.InclusionFile} and {@link meridian.audit.ConsistencyFile} are what somebody
 * can take along as a proof. {@code docs/audit.md} has the files' form, and what a log cannot show by itself.
 *
 * <p><b>Time.</b> Nothing here has a clock; entries say when they were written.
 *
 * <p><b>Not here.</b> What entries mean.
 */
@NullMarked
package meridian.audit;

import org.jspecify.annotations.NullMarked;
