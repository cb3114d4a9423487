// Command sumdb-verify checks a published log with the code of the Go checksum database
// (golang.org/x/mod/sumdb), which shares nothing with ours: an independent oracle for the tests.
//
//	sumdb-verify check DIR VKEY    checks checkpoint, tiles, bundles and proofs; prints size and root
//	sumdb-verify proof FILE VKEY   checks a C2SP tlog-proof with its entry as extra data; prints the entry
//	sumdb-verify sign NAME SEED    signs the note text on standard input; prints the note
//	sumdb-verify vkey NAME SEED    prints the verifier key of an Ed25519 seed (64 hexadecimal digits)
//	sumdb-verify batch             reads such commands, one a line with tabs between the words, and
//	                               answers each with one line: "ok" and what it prints, or "refused"
//	                               and why
//
// Within a batch there is one command more:
//
//	publish ENTRIES SIZE NAME SEED   makes tiles, bundles and checkpoint of the first SIZE entries and
//	                                 prints the SHA-256 of all of them (see filesDigest); ENTRIES is a
//	                                 file of entries, each after its length in two bytes
//
// Where the library is laxer than C2SP this program is not: base64 must be canonical.
//
// Below DIR: checkpoint and tile/ as C2SP tlog-tiles has them, and where present
// proofs/INDEX.tlog-proof (C2SP tlog-proof) and consistency/SIZE (a line with the older root and
// then the proof, in base64). The exit status is 0 only when everything was checked.
package main

import (
	"bufio"
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
	"sort"
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
	if len(args) == 1 && args[0] == "batch" {
		return batch()
	}
	if len(args) != 3 {
		return errors.New("usage: sumdb-verify check DIR VKEY | proof FILE VKEY | sign NAME SEED | vkey NAME SEED | batch")
	}
	switch args[0] {
	case "check":
		return printed(check(args[1], args[2]))
	case "proof":
		return printed(checkProof(args[1], args[2]))
	case "sign":
		return sign(args[1], args[2])
	case "vkey":
		vkey, _, err := keys(args[1], args[2])
		fmt.Println(vkey)
		return err
	}
	return errors.New("unknown command")
}

func printed(text string, err error) error {
	if err == nil {
		fmt.Println(text)
	}
	return err
}

// batch answers commands until its input ends.
func batch() error {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<20)
	for input.Scan() {
		words := strings.Split(input.Text(), "\t")
		text, err := "", errors.New("unknown command")
		switch {
		case len(words) == 3 && words[0] == "check":
			text, err = check(words[1], words[2])
		case len(words) == 3 && words[0] == "proof":
			text, err = checkProof(words[1], words[2])
		case len(words) == 5 && words[0] == "publish":
			text, err = publish(words[1], words[2], words[3], words[4])
		}
		if err != nil {
			fmt.Println("refused", strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("ok", text)
		}
	}
	return input.Err()
}

// published is what publish has read and hashed of a file of entries.
type published struct {
	entries [][]byte
	hashes  storedHashes
}

var publications = map[string]*published{}

// storedHashes holds the hashes of a tree in the library's own order.
type storedHashes []tlog.Hash

func (s storedHashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(s)) {
			return nil, errors.New("no such hash")
		}
		hashes[i] = s[index]
	}
	return hashes, nil
}

func readEntries(path string) (*published, error) {
	if known := publications[path]; known != nil {
		return known, nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	log := &published{}
	for len(raw) > 0 {
		if len(raw) < 2 || len(raw) < 2+int(binary.BigEndian.Uint16(raw)) {
			return nil, errors.New("malformed entries")
		}
		end := 2 + int(binary.BigEndian.Uint16(raw))
		hashes, err := tlog.StoredHashes(int64(len(log.entries)), raw[2:end], log.hashes)
		if err != nil {
			return nil, err
		}
		log.hashes = append(log.hashes, hashes...)
		log.entries = append(log.entries, raw[2:end])
		raw = raw[end:]
	}
	publications[path] = log
	return log, nil
}

// publish makes the files of a published log in memory.
func publish(path, sizeText, name, seed string) (string, error) {
	log, err := readEntries(path)
	if err != nil {
		return "", err
	}
	size, err := strconv.ParseInt(sizeText, 10, 64)
	if err != nil || size < 0 || size > int64(len(log.entries)) {
		return "", errors.New("malformed size")
	}
	files := map[string][]byte{}
	for start := int64(0); start < size; start += 256 {
		tile := tlog.Tile{H: tileHeight, L: -1, N: start / 256, W: 256}
		if size-start < 256 {
			tile.W = int(size - start)
		}
		var bundle []byte
		for _, entry := range log.entries[start : start+int64(tile.W)] {
			bundle = append(bundle, byte(len(entry)>>8), byte(len(entry)))
			bundle = append(bundle, entry...)
		}
		files[strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)] = bundle
	}
	for _, tile := range tiles(size) {
		content, err := tlog.ReadTileData(tile, log.hashes)
		if err != nil {
			return "", err
		}
		files[strings.Replace(tile.Path(), "tile/8/", "tile/", 1)] = content
	}
	root := tlog.Hash(sha256.Sum256(nil))
	if size > 0 {
		if root, err = tlog.TreeHash(size, log.hashes); err != nil {
			return "", err
		}
	}
	_, skey, err := keys(name, seed)
	if err != nil {
		return "", err
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		return "", err
	}
	text := fmt.Sprintf("%s\n%d\n%s\n", name, size, root)
	if files["checkpoint"], err = note.Sign(&note.Note{Text: text}, signer); err != nil {
		return "", err
	}
	return filesDigest(files), nil
}

// filesDigest is the SHA-256 of, for each file in the order of the paths, the path, a zero byte and
// the SHA-256 of the content.
func filesDigest(files map[string][]byte) string {
	var paths []string
	for path := range files {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	all := sha256.New()
	for _, path := range paths {
		sum := sha256.Sum256(files[path])
		all.Write([]byte(path + "\x00"))
		all.Write(sum[:])
	}
	return hex.EncodeToString(all.Sum(nil))
}

// isCanonical tells whether base64 is spelled as its encoder spells it.
func isCanonical(text string) bool {
	raw, err := base64.StdEncoding.DecodeString(text)
	return err == nil && base64.StdEncoding.EncodeToString(raw) == text
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
	for _, signature := range append(opened.Sigs, opened.UnverifiedSigs...) {
		if !isCanonical(signature.Base64) {
			return tlog.Tree{}, errors.New("a signature is not in canonical base64")
		}
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

func check(dir, vkey string) (string, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return "", err
	}
	tree, err := openCheckpoint(raw, vkey)
	if err != nil {
		return "", err
	}
	return fmt.Sprint(tree.N, " ", tree.Hash), checkFiles(dir, vkey, tree)
}

func checkFiles(dir, vkey string, tree tlog.Tree) error {
	if tree.N == 0 {
		// The library's empty root differs between versions: RFC 6962 has SHA-256 of nothing.
		if tree.Hash != tlog.Hash(sha256.Sum256(nil)) {
			return errors.New("wrong root of the empty tree")
		}
		return nil
	}
	files := directory(dir)
	reader := tlog.TileHashReader(tree, files)
	entries, err := files.entries(tree.N)
	if err != nil {
		return err
	}
	// The tree is built again from the entries. Version 0.7.0's TileHashReader does not replace this:
	// it leaves some tiles unauthenticated when several subtrees of the root stand in one tile.
	var hashes storedHashes
	for i, entry := range entries {
		more, err := tlog.StoredHashes(int64(i), entry, hashes)
		if err != nil {
			return err
		}
		hashes = append(hashes, more...)
	}
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("the entries do not lead to the root")
	}
	for _, tile := range tiles(tree.N) {
		stored, err := files.ReadTiles([]tlog.Tile{tile})
		if err != nil {
			return err
		}
		proven, err := tlog.ReadTileData(tile, hashes)
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
	return checkConsistency(dir, tree, reader)
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
		if proof.index >= tree.N {
			return fmt.Errorf("%s: no such entry", path)
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
		if !isCanonical(extra) {
			return proof{}, errors.New("malformed extra data")
		}
		if read.entry, err = base64.StdEncoding.DecodeString(extra); err != nil {
			return proof{}, err
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return proof{}, errors.New("malformed")
	}
	index := strings.TrimPrefix(lines[0], "index ")
	if read.index, err = strconv.ParseInt(index, 10, 64); err != nil {
		return proof{}, err
	}
	if strconv.FormatInt(read.index, 10) != index || read.index < 0 {
		return proof{}, errors.New("malformed index")
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

func checkProof(path, vkey string) (string, error) {
	read, err := readProof(path, vkey)
	if err != nil {
		return "", err
	}
	if read.entry == nil {
		return "", errors.New("the proof has no entry")
	}
	return string(read.entry), read.check(read.entry)
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
		if err != nil || hash.String() != line {
			return nil, errors.New("malformed hash")
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}
