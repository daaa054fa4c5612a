@org.jspecify.annotations.NullMarked
package meridian.decide.corridor;
