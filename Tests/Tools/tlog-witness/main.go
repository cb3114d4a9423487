// Command tlog-witness is a witness and a client of witnesses (C2SP tlog-witness) on Go's
// golang.org/x/mod/sumdb, which shares nothing with ours: both sides of the protocol, for the tests.
//
//	tlog-witness serve NAME SEED LOGVKEY [FAULT]   serves on a free port of 127.0.0.1, which it prints
//	tlog-witness post URL DIR LOGVKEY WITNESSVKEY OLD
//	                                               submits the checkpoint of a published directory with
//	                                               a proof from size OLD; prints status, type and body
//	tlog-witness cosigners FILE LOGVKEY WITNESSVKEY...
//	                                               checks a checkpoint and prints who cosigned it, when
//
// A seed is 64 hexadecimal digits. FAULT makes the witness misbehave: other-key, other-text, huge,
// silent, page, loop, ahead. The witness keeps its state in memory.
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
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "tlog-witness:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) >= 4 && args[0] == "serve":
		fault := ""
		if len(args) > 4 {
			fault = args[4]
		}
		return serve(args[1], args[2], args[3], fault)
	case len(args) == 6 && args[0] == "post":
		return post(args[1], args[2], args[3], args[4], args[5])
	case len(args) >= 4 && args[0] == "cosigners":
		return cosigners(args[1], args[2], args[3:])
	}
	return errors.New("usage: serve NAME SEED LOGVKEY [FAULT] | post URL DIR LOGVKEY WITNESSVKEY OLD | cosigners FILE LOGVKEY WITNESSVKEY...")
}

// cosigner is a key of C2SP tlog-cosignature v1.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newCosigner(name string, key ed25519.PublicKey) cosigner {
	sum := sha256.Sum256(append([]byte(name+"\n\x04"), key...))
	return cosigner{name, binary.BigEndian.Uint32(sum[:4]), key}
}

func parseCosigner(vkey string) (cosigner, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return cosigner{}, errors.New("malformed vkey")
	}
	material, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(material) != 33 || material[0] != 4 {
		return cosigner{}, errors.New("not the vkey of a cosigner")
	}
	key := newCosigner(parts[0], material[1:])
	if fmt.Sprintf("%08x", key.hash) != parts[1] {
		return cosigner{}, errors.New("wrong key hash")
	}
	return key, nil
}

func message(text []byte, at uint64) []byte {
	return append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", at)), text...)
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }

func (c cosigner) Verify(text, sig []byte) bool {
	return len(sig) == 72 && ed25519.Verify(c.key, message(text, binary.BigEndian.Uint64(sig)), sig[8:])
}

func (c cosigner) line(secret ed25519.PrivateKey, text []byte, at uint64) string {
	var bytes []byte
	bytes = binary.BigEndian.AppendUint32(bytes, c.hash)
	bytes = binary.BigEndian.AppendUint64(bytes, at)
	bytes = append(bytes, ed25519.Sign(secret, message(text, at))...)
	return fmt.Sprintf("\u2014 %s %s\n", c.name, base64.StdEncoding.EncodeToString(bytes))
}

// open checks a checkpoint of a log; known cosigners must be valid where they are.
func open(raw []byte, logVkey string, known ...note.Verifier) (tlog.Tree, *note.Note, error) {
	log, err := note.NewVerifier(logVkey)
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	opened, err := note.Open(raw, note.VerifierList(append(known, log)...))
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	signed := false
	for _, sig := range opened.Sigs {
		signed = signed || sig.Name == log.Name() && sig.Hash == log.KeyHash()
	}
	lines := strings.Split(opened.Text, "\n")
	if !signed || len(lines) != 4 || lines[0] != log.Name() || lines[3] != "" {
		return tlog.Tree{}, nil, errors.New("not a checkpoint of the log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, opened, err
}

type witness struct {
	sync.Mutex
	key     cosigner
	secret  ed25519.PrivateKey
	logVkey string
	fault   string
	latest  tlog.Tree
}

func serve(name, seedHex, logVkey, fault string) error {
	seed, err := hex.DecodeString(seedHex)
	if err != nil || len(seed) != ed25519.SeedSize {
		return errors.New("malformed seed")
	}
	secret := ed25519.NewKeyFromSeed(seed)
	w := &witness{
		key: newCosigner(name, secret.Public().(ed25519.PublicKey)), secret: secret,
		logVkey: logVkey, fault: fault, latest: tlog.Tree{Hash: sha256.Sum256(nil)},
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr().String())
	mux := http.NewServeMux()
	mux.HandleFunc("/add-checkpoint", w.add)
	// With TLS_CERTIFICATE and TLS_KEY, files, it speaks https.
	if certificate := os.Getenv("TLS_CERTIFICATE"); certificate != "" {
		return http.ServeTLS(listener, mux, certificate, os.Getenv("TLS_KEY"))
	}
	return http.Serve(listener, mux)
}

func (w *witness) add(out http.ResponseWriter, in *http.Request) {
	w.Lock()
	defer w.Unlock()
	body, err := io.ReadAll(in.Body)
	if err != nil || in.Method != "POST" {
		out.WriteHeader(400)
		return
	}
	switch w.fault {
	case "huge":
		out.Write(bytes.Repeat([]byte("x"), 8<<20))
		return
	case "silent":
		time.Sleep(time.Hour)
	case "page":
		out.Write([]byte("<html>It works!</html>\n"))
		return
	case "loop":
		w.conflict(out, w.latest.N+1)
		w.latest.N++
		return
	case "ahead":
		w.conflict(out, 1<<40)
		return
	}
	head, checkpoint, found := bytes.Cut(body, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || !strings.HasPrefix(lines[0], "old ") || len(lines) > 64 {
		out.WriteHeader(400)
		return
	}
	old, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "old "), 10, 64)
	if err != nil {
		out.WriteHeader(400)
		return
	}
	tree, opened, err := open(checkpoint, w.logVkey)
	if err != nil {
		out.WriteHeader(403)
		return
	}
	if old > tree.N {
		out.WriteHeader(400)
		return
	}
	if old != w.latest.N {
		w.conflict(out, w.latest.N)
		return
	}
	var proof tlog.TreeProof
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			out.WriteHeader(400)
			return
		}
		proof = append(proof, hash)
	}
	// CheckTree takes no tree without entries.
	if old == 0 {
		err = nil
		if len(proof) > 0 || tree.N == 0 && tree.Hash != tlog.Hash(sha256.Sum256(nil)) {
			err = errors.New("no proof of an empty tree")
		}
	} else {
		err = tlog.CheckTree(proof, tree.N, tree.Hash, old, w.latest.Hash)
	}
	if err != nil {
		out.WriteHeader(422)
		return
	}
	w.latest = tree
	text := []byte(opened.Text)
	if w.fault == "other-text" {
		text = append([]byte("x"), text...)
	}
	secret := w.secret
	if w.fault == "other-key" {
		secret = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, 32))
	}
	fmt.Fprint(out, w.key.line(secret, text, uint64(time.Now().Unix())))
}

func (w *witness) conflict(out http.ResponseWriter, size int64) {
	out.Header().Set("Content-Type", "text/x.tlog.size")
	out.WriteHeader(409)
	fmt.Fprintf(out, "%d\n", size)
}

// directory reads tiles from files; tlog checks them against the root.
type directory string

func (d directory) Height() int                     { return tileHeight }
func (d directory) SaveTiles([]tlog.Tile, [][]byte) {}

func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var contents [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		content, err := os.ReadFile(filepath.Join(string(d), path))
		if err != nil {
			return nil, err
		}
		contents = append(contents, content)
	}
	return contents, nil
}

func post(url, dir, logVkey, witnessVkey, oldText string) error {
	old, err := strconv.ParseInt(oldText, 10, 64)
	if err != nil {
		return err
	}
	key, err := parseCosigner(witnessVkey)
	if err != nil {
		return err
	}
	raw, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return err
	}
	tree, _, err := open(raw, logVkey)
	if err != nil {
		return err
	}
	body := fmt.Sprintf("old %d\n", old)
	if old > 0 && old < tree.N {
		proof, err := tlog.ProveTree(tree.N, old, tlog.TileHashReader(tree, directory(dir)))
		if err != nil {
			return err
		}
		for _, hash := range proof {
			body += hash.String() + "\n"
		}
	}
	answer, err := http.Post(url+"/add-checkpoint", "", strings.NewReader(body+"\n"+string(raw)))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode == 200 {
		// As the specification suggests: put behind the checkpoint, a note library verifies it.
		_, opened, err := open(append(raw, content...), logVkey, key)
		if err != nil {
			return err
		}
		if len(opened.Sigs) < 2 {
			return errors.New("the answer holds no cosignature")
		}
	}
	fmt.Printf("%d %s\n%s", answer.StatusCode, answer.Header.Get("Content-Type"), content)
	return nil
}

func cosigners(path, logVkey string, vkeys []string) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var known []note.Verifier
	for _, vkey := range vkeys {
		key, err := parseCosigner(vkey)
		if err != nil {
			return err
		}
		known = append(known, key)
	}
	tree, opened, err := open(raw, logVkey, known...)
	if err != nil {
		return err
	}
	fmt.Println(tree.N, tree.Hash)
	for _, sig := range opened.Sigs {
		bytes, err := base64.StdEncoding.DecodeString(sig.Base64)
		if err == nil && len(bytes) == 76 {
			fmt.Println(sig.Name, binary.BigEndian.Uint64(bytes[4:]))
		}
	}
	return nil
}
