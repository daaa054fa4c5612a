package meridian.audit.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against the vectors of the first implementation of RFC 6962, and against the RFC's definition, word by word. */
final class MerkleTreeTest {
    private static final HexFormat HEX = HexFormat.of();

    /** Entries and roots of 0 to 8 of them, as in Certificate Transparency's own tests. */
    private static final List<byte[]> ENTRIES = List.of(
            HEX.parseHex(""),
            HEX.parseHex("00"),
            HEX.parseHex("10"),
            HEX.parseHex("2021"),
            HEX.parseHex("3031"),
            HEX.parseHex("40414243"),
            HEX.parseHex("5051525354555657"),
            HEX.parseHex("606162636465666768696a6b6c6d6e6f"));

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final MerkleTree TREE =
            new MerkleTree(ENTRIES.stream().map(Hash::ofLeaf).toList());

    private static Hash hash(String hex) {
        return Hash.ofBase64(Base64.getEncoder().encodeToString(HEX.parseHex(hex)))
                .orElseThrow();
    }

    @Test
    void rootsAreThoseOfTheFirstImplementation() {
        MerkleFrontier growing = new MerkleFrontier();
        for (int size = 0; size <= ENTRIES.size(); size++) {
            assertEquals(hash(ROOTS.get(size)), TREE.root(size));
            assertEquals(hash(ROOTS.get(size)), growing.root());
            if (size < ENTRIES.size()) {
                growing.add(Hash.ofLeaf(ENTRIES.get(size)));
            }
        }
    }

    @Test
    void theAuditPathsAreThoseOfTheRfcsExample() {
        // RFC 6962, 2.1.3: the tree of seven; a to f are leaves' hashes, j the last, the other letters nodes.
        MerkleTree seven =
                new MerkleTree(ENTRIES.subList(0, 7).stream().map(Hash::ofLeaf).toList());
        Hash a = Hash.ofLeaf(ENTRIES.get(0));
        Hash b = Hash.ofLeaf(ENTRIES.get(1));
        Hash c = Hash.ofLeaf(ENTRIES.get(2));
        Hash d = Hash.ofLeaf(ENTRIES.get(3));
        Hash e = Hash.ofLeaf(ENTRIES.get(4));
        Hash f = Hash.ofLeaf(ENTRIES.get(5));
        Hash j = Hash.ofLeaf(ENTRIES.get(6));
        Hash g = Hash.ofNode(a, b);
        Hash h = Hash.ofNode(c, d);
        Hash i = Hash.ofNode(e, f);
        Hash k = Hash.ofNode(g, h);
        Hash l = Hash.ofNode(i, j);
        assertEquals(List.of(b, h, l), seven.inclusion(0, 7).path());
        assertEquals(List.of(c, g, l), seven.inclusion(3, 7).path());
        assertEquals(List.of(f, j, k), seven.inclusion(4, 7).path());
        assertEquals(List.of(i, k), seven.inclusion(6, 7).path());
        assertEquals(List.of(c, d, g, l), seven.consistency(3, 7).path());
        assertEquals(List.of(l), seven.consistency(4, 7).path());
        assertEquals(List.of(i, j, k), seven.consistency(6, 7).path());
    }

    @Test
    void everyRootAndPathIsThatOfTheDefinition() throws Exception {
        List<byte[]> entries = new ArrayList<>();
        List<Hash> leaves = new ArrayList<>();
        MerkleFrontier growing = new MerkleFrontier();
        for (int size = 0; size <= 70; size++) {
            MerkleTree tree = new MerkleTree(leaves);
            Hash root = hash(HEX.formatHex(slowRoot(entries)));
            assertEquals(root, tree.root(size));
            assertEquals(root, growing.root());
            for (int index = 0; index < size; index++) {
                List<Hash> slow = slowPath(index, entries).stream()
                        .map(bytes -> hash(HEX.formatHex(bytes)))
                        .toList();
                assertEquals(slow, tree.inclusion(index, size).path());
            }
            byte[] next = {(byte) size, 1, (byte) (size * 7)};
            entries.add(next);
            leaves.add(Hash.ofLeaf(next));
            growing.add(Hash.ofLeaf(next));
        }
    }

    @Test
    void anInclusionProofHoldsForItsEntryAndForNoOther() {
        for (int size = 1; size <= 8; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = TREE.inclusion(index, size);
                for (int other = 0; other < ENTRIES.size(); other++) {
                    Optional<Hash> root = proof.root(Hash.ofLeaf(ENTRIES.get(other)));
                    assertEquals(other == index, root.equals(Optional.of(TREE.root(size))));
                }
            }
        }
    }

    @Test
    void anInclusionProofForAnotherPlaceOrWithAChangedPathFails() {
        for (int size = 1; size <= 8; size++) {
            for (int index = 0; index < size; index++) {
                Hash leaf = Hash.ofLeaf(ENTRIES.get(index));
                List<Hash> path = TREE.inclusion(index, size).path();
                Optional<Hash> root = Optional.of(TREE.root(size));
                for (int other = 0; other < size; other++) {
                    if (other != index) {
                        assertFalse(
                                new InclusionProof(other, size, path).root(leaf).equals(root));
                    }
                }
                for (List<Hash> wrong : changed(path)) {
                    assertFalse(
                            new InclusionProof(index, size, wrong).root(leaf).equals(root));
                }
            }
        }
    }

    @Test
    void aConsistencyProofHoldsForItsTwoTreesAndForNoOthers() {
        for (int to = 0; to <= 8; to++) {
            for (int from = 0; from <= to; from++) {
                ConsistencyProof proof = TREE.consistency(from, to);
                assertTrue(proof.holds(TREE.root(from), TREE.root(to)), from + " to " + to);
                for (int other = 0; other <= 8; other++) {
                    assertEquals(other == from, proof.holds(TREE.root(other), TREE.root(to)));
                    assertEquals(
                            other == to || from == 0 && to > 0,
                            proof.holds(TREE.root(from), TREE.root(other)),
                            from + " to " + to + " against " + other);
                }
                for (List<Hash> wrong : changed(proof.path())) {
                    assertFalse(new ConsistencyProof(from, to, wrong).holds(TREE.root(from), TREE.root(to)));
                }
            }
        }
    }

    /** A hash more, a hash less, a hash that is another, two in the wrong order. */
    private static List<List<Hash>> changed(List<Hash> path) {
        List<List<Hash>> all = new ArrayList<>();
        Hash other = Hash.ofLeaf(new byte[] {9});
        for (int i = 0; i <= path.size(); i++) {
            List<Hash> longer = new ArrayList<>(path);
            longer.add(i, other);
            all.add(longer);
            if (i < path.size()) {
                List<Hash> shorter = new ArrayList<>(path);
                shorter.remove(i);
                all.add(shorter);
                List<Hash> replaced = new ArrayList<>(path);
                replaced.set(i, other);
                all.add(replaced);
            }
        }
        if (path.size() > 1) {
            all.add(path.reversed());
        }
        return all;
    }

    /** MTH(D[n]) as RFC 6962 defines it. */
    private static byte[] slowRoot(List<byte[]> entries) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        if (entries.size() == 1) {
            digest.update((byte) 0);
            digest.update(entries.getFirst());
        } else if (entries.size() > 1) {
            int k = slowSplit(entries.size());
            digest.update((byte) 1);
            digest.update(slowRoot(entries.subList(0, k)));
            digest.update(slowRoot(entries.subList(k, entries.size())));
        }
        return digest.digest();
    }

    /** PATH(m, D[n]) as RFC 6962 defines it. */
    private static List<byte[]> slowPath(int m, List<byte[]> entries) throws Exception {
        if (entries.size() == 1) {
            return List.of();
        }
        int k = slowSplit(entries.size());
        List<byte[]> left = entries.subList(0, k);
        List<byte[]> right = entries.subList(k, entries.size());
        List<byte[]> path = new ArrayList<>(m < k ? slowPath(m, left) : slowPath(m - k, right));
        path.add(slowRoot(m < k ? right : left));
        return path;
    }

    private static int slowSplit(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    @Test
    void aNodeCannotBePassedOffAsAnEntry() {
        byte[] left = Base64.getDecoder().decode(Hash.ofLeaf(ENTRIES.get(0)).base64());
        byte[] right = Base64.getDecoder().decode(Hash.ofLeaf(ENTRIES.get(1)).base64());
        byte[] both = Arrays.copyOf(left, 64);
        System.arraycopy(right, 0, both, 32, 32);
        assertFalse(Hash.ofLeaf(both).equals(TREE.root(2)));
    }
}
