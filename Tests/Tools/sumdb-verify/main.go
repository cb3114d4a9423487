// Command sumdb-verify checks a published log with the code of the Go checksum database
// (golang.org/x/mod/sumdb), which shares nothing with ours: an independent oracle for the tests.
//
//	sumdb-verify check DIR VKEY    checks checkpoint, tiles, bundles and proofs; prints size and root
//	sumdb-verify proof FILE VKEY   checks a C2SP tlog-proof with its entry as extra data; prints the entry
//	sumdb-verify sign NAME SEED    signs the note text on standard input; prints the note
//	sumdb-verify vkey NAME SEED    prints the verifier key of an Ed25519 seed (64 hexadecimal digits)
//
// Below DIR: checkpoint and tile/ as C2SP tlog-tiles has them, and where present
// proofs/INDEX.tlog-proof (C2SP tlog-proof) and consistency/SIZE (a line with the older root and
// then the proof, in base64). The exit status is 0 only when everything was checked.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "sumdb-verify:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return errors.New("usage: sumdb-verify check DIR VKEY | proof FILE VKEY | sign NAME SEED | vkey NAME SEED")
	}
	switch args[0] {
	case "check":
		return check(args[1], args[2])
	case "proof":
		return checkProof(args[1], args[2])
	case "sign":
		return sign(args[1], args[2])
	case "vkey":
		vkey, _, err := keys(args[1], args[2])
		fmt.Println(vkey)
		return err
	}
	return errors.New("unknown command")
}

func keys(name, seedHex string) (vkey, skey string, err error) {
	seed, err := hex.DecodeString(seedHex)
	if err != nil || len(seed) != ed25519.SeedSize {
		return "", "", errors.New("malformed seed")
	}
	public := ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
	vkey, err = note.NewEd25519VerifierKey(name, public)
	if err != nil {
		return "", "", err
	}
	id := strings.Split(vkey, "+")[1]
	encoded := base64.StdEncoding.EncodeToString(append([]byte{1}, seed...))
	return vkey, "PRIVATE+KEY+" + name + "+" + id + "+" + encoded, nil
}

func sign(name, seedHex string) error {
	_, skey, err := keys(name, seedHex)
	if err != nil {
		return err
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	signed, err := note.Sign(&note.Note{Text: string(text)}, signer)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(signed)
	return err
}

// openCheckpoint checks the signature of a checkpoint and reads its size and root.
func openCheckpoint(raw []byte, vkey string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(raw, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		return tlog.Tree{}, errors.New("malformed checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] || size < 0 {
		return tlog.Tree{}, errors.New("malformed size")
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil || root.String() != lines[2] {
		return tlog.Tree{}, errors.New("malformed root")
	}
	return tlog.Tree{N: size, Hash: root}, nil
}

// directory reads tiles from files; tlog checks them against the root.
type directory string

func (d directory) Height() int                     { return tileHeight }
func (d directory) SaveTiles([]tlog.Tile, [][]byte) {}

func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var contents [][]byte
	for _, tile := range tiles {
		// sumdb has the height in the path, tlog-tiles has not.
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		content, err := os.ReadFile(filepath.Join(string(d), path))
		if err != nil {
			return nil, err
		}
		contents = append(contents, content)
	}
	return contents, nil
}

func (d directory) entries(size int64) ([][]byte, error) {
	var entries [][]byte
	for start := int64(0); start < size; start += 256 {
		tile := tlog.Tile{H: tileHeight, L: -1, N: start / 256, W: 256}
		if size-start < 256 {
			tile.W = int(size - start)
		}
		path := strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)
		bundle, err := os.ReadFile(filepath.Join(string(d), path))
		if err != nil {
			return nil, err
		}
		for i := 0; i < tile.W; i++ {
			if len(bundle) < 2 {
				return nil, fmt.Errorf("%s ends early", path)
			}
			length := int(binary.BigEndian.Uint16(bundle))
			if len(bundle) < 2+length {
				return nil, fmt.Errorf("%s ends early", path)
			}
			entries = append(entries, bundle[2:2+length])
			bundle = bundle[2+length:]
		}
		if len(bundle) > 0 {
			return nil, fmt.Errorf("%s goes on", path)
		}
	}
	return entries, nil
}

// tiles lists the tiles of a tree, the partial ones at this size only, which tlog.NewTiles of older
// versions does not.
func tiles(size int64) []tlog.Tile {
	var tiles []tlog.Tile
	for level := 0; size > 0; level, size = level+1, size>>tileHeight {
		for n := int64(0); n < size>>tileHeight; n++ {
			tiles = append(tiles, tlog.Tile{H: tileHeight, L: level, N: n, W: 256})
		}
		if width := int(size & 255); width > 0 {
			tiles = append(tiles, tlog.Tile{H: tileHeight, L: level, N: size >> tileHeight, W: width})
		}
	}
	return tiles
}

func check(dir, vkey string) error {
	raw, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return err
	}
	tree, err := openCheckpoint(raw, vkey)
	if err != nil {
		return err
	}
	if tree.N == 0 {
		// The library's empty root differs between versions: RFC 6962 has SHA-256 of nothing.
		if tree.Hash != tlog.Hash(sha256.Sum256(nil)) {
			return errors.New("wrong root of the empty tree")
		}
		fmt.Println(0, tree.Hash)
		return nil
	}
	files := directory(dir)
	reader := tlog.TileHashReader(tree, files)
	entries, err := files.entries(tree.N)
	if err != nil {
		return err
	}
	indexes := make([]int64, tree.N)
	for i := range indexes {
		indexes[i] = tlog.StoredHashIndex(0, int64(i))
	}
	// Reading a hash through the reader proves it against the root.
	hashes, err := reader.ReadHashes(indexes)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		if tlog.RecordHash(entry) != hashes[i] {
			return fmt.Errorf("entry %d differs from its tile", i)
		}
	}
	for _, tile := range tiles(tree.N) {
		stored, err := files.ReadTiles([]tlog.Tile{tile})
		if err != nil {
			return err
		}
		proven, err := tlog.ReadTileData(tile, reader)
		if err != nil {
			return err
		}
		if !bytes.Equal(stored[0], proven) {
			return fmt.Errorf("%s differs", tile.Path())
		}
	}
	if err := checkProofs(dir, vkey, tree, entries); err != nil {
		return err
	}
	if err := checkConsistency(dir, tree, reader); err != nil {
		return err
	}
	fmt.Println(tree.N, tree.Hash)
	return nil
}

func checkProofs(dir, vkey string, tree tlog.Tree, entries [][]byte) error {
	paths, err := filepath.Glob(filepath.Join(dir, "proofs", "*.tlog-proof"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		proof, err := readProof(path, vkey)
		if err != nil {
			return fmt.Errorf("%s: %v", path, err)
		}
		if proof.tree != tree {
			return fmt.Errorf("%s: another checkpoint", path)
		}
		if proof.entry != nil && !bytes.Equal(proof.entry, entries[proof.index]) {
			return fmt.Errorf("%s: another entry", path)
		}
		if err := proof.check(entries[proof.index]); err != nil {
			return fmt.Errorf("%s: %v", path, err)
		}
	}
	return nil
}

// proof is a C2SP tlog-proof; its extra data, where there are any, are the entry.
type proof struct {
	index int64
	path  tlog.RecordProof
	tree  tlog.Tree
	entry []byte
}

func readProof(path, vkey string) (proof, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return proof{}, err
	}
	head, checkpoint, found := bytes.Cut(raw, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return proof{}, errors.New("malformed")
	}
	lines = lines[1:]
	read := proof{}
	if strings.HasPrefix(lines[0], "extra ") {
		extra := strings.TrimPrefix(lines[0], "extra ")
		if read.entry, err = base64.StdEncoding.DecodeString(extra); err != nil {
			return proof{}, err
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return proof{}, errors.New("malformed")
	}
	if read.index, err = strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64); err != nil {
		return proof{}, err
	}
	if read.path, err = parseHashes(lines[1:]); err != nil {
		return proof{}, err
	}
	read.tree, err = openCheckpoint(checkpoint, vkey)
	return read, err
}

func (p proof) check(entry []byte) error {
	return tlog.CheckRecord(p.path, p.tree.N, p.tree.Hash, p.index, tlog.RecordHash(entry))
}

func checkProof(path, vkey string) error {
	read, err := readProof(path, vkey)
	if err != nil {
		return err
	}
	if read.entry == nil {
		return errors.New("the proof has no entry")
	}
	if err := read.check(read.entry); err != nil {
		return err
	}
	fmt.Println(string(read.entry))
	return nil
}

func checkConsistency(dir string, tree tlog.Tree, reader tlog.HashReader) error {
	paths, err := filepath.Glob(filepath.Join(dir, "consistency", "*"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		size, err := strconv.ParseInt(filepath.Base(path), 10, 64)
		if err != nil {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		hashes, err := parseHashes(strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n"))
		if err != nil || len(hashes) == 0 {
			return fmt.Errorf("%s: malformed", path)
		}
		older, err := tlog.TreeHash(size, reader)
		if err != nil {
			return err
		}
		if older != hashes[0] {
			return fmt.Errorf("%s: wrong older root", path)
		}
		if err := tlog.CheckTree(hashes[1:], tree.N, tree.Hash, size, older); err != nil {
			return fmt.Errorf("%s: %v", path, err)
		}
	}
	return nil
}

func parseHashes(lines []string) ([]tlog.Hash, error) {
	hashes := []tlog.Hash{}
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}
