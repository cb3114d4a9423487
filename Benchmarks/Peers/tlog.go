// Command tlog measures golang.org/x/mod/sumdb/tlog, the tree of the Go checksum database, beside ours.
//
//	tlog append COUNT SIZE     appends COUNT entries of SIZE bytes to a tree in memory
//	tlog prove COUNT ROUNDS    makes ROUNDS inclusion proofs in a tree of COUNT entries in memory
//	tlog check COUNT ROUNDS    makes one, and checks it ROUNDS times
//
// It prints the seconds that this took, without what came before.
package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	read := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		read[i] = h[index]
	}
	return read, nil
}

func grow(count int64, size int) (hashes, error) {
	entry := make([]byte, size)
	stored := make(hashes, 0, 2*count)
	for n := int64(0); n < count; n++ {
		binary.LittleEndian.PutUint64(entry, uint64(n))
		more, err := tlog.StoredHashes(n, entry, stored)
		if err != nil {
			return nil, err
		}
		stored = append(stored, more...)
	}
	return stored, nil
}

func run(args []string) (time.Duration, error) {
	if len(args) != 3 {
		return 0, errors.New("usage: tlog append COUNT SIZE | prove COUNT ROUNDS | check COUNT ROUNDS")
	}
	count, err := strconv.ParseInt(args[1], 10, 64)
	if err != nil || count < 1 {
		return 0, errors.New("COUNT is a number from 1 on")
	}
	second, err := strconv.Atoi(args[2])
	if err != nil || second < 8 {
		return 0, errors.New("SIZE and ROUNDS are numbers from 8 on")
	}
	start := time.Now()
	if args[0] == "append" {
		_, err = grow(count, second)
		return time.Since(start), err
	}
	stored, err := grow(count, 300)
	if err != nil {
		return 0, err
	}
	root, err := tlog.TreeHash(count, stored)
	if err != nil {
		return 0, err
	}
	var proof tlog.RecordProof
	var index int64
	start = time.Now()
	switch args[0] {
	case "prove":
		for i := 0; i < second; i++ {
			if proof, err = tlog.ProveRecord(count, rand.Int63n(count), stored); err != nil {
				return 0, err
			}
		}
		return time.Since(start), nil
	case "check":
		index = count / 3
		if proof, err = tlog.ProveRecord(count, index, stored); err != nil {
			return 0, err
		}
		leaf := stored[tlog.StoredHashIndex(0, index)]
		start = time.Now()
		for i := 0; i < second; i++ {
			if err = tlog.CheckRecord(proof, count, root, index, leaf); err != nil {
				return 0, err
			}
		}
		return time.Since(start), nil
	}
	return 0, errors.New("unknown command")
}

func main() {
	taken, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "tlog:", err)
		os.Exit(1)
	}
	fmt.Println(taken.Seconds())
}
