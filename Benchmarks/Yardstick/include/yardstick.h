#ifndef KLUIS_YARDSTICK_H
#define KLUIS_YARDSTICK_H

#include <stddef.h>

/* What kluis is measured against: the same work in C on bare libcrypto and SQLite, as fast as these
   libraries give it (algorithms fetched once, contexts used again). Each returns seconds, or -1 when
   it failed. */

/* AES-256-GCM over `mebibytes` of memory in messages of 16 KiB under one key, from one buffer of a
   MiB to another; with `hashes`, SHA-256 of each sealed message as well. */
double yardstick_gcm_16k(size_t mebibytes, int hashes);

/* The leaf hashes and the tree of `count` entries of `size` bytes. */
double yardstick_merkle(size_t count, size_t size);

/* Reads the full bundles of a record store's log with SQL, each of `threads` a part of them by a
   connection of its own, and hashes leaves and trees. */
double yardstick_scan_parts(const char *path, size_t bundles, int threads);

/* Reads every entry of a record store's log with SQL and hashes leaves and tree. */
double yardstick_scan_store(const char *path, size_t expected);

/* Reads every entry of a published log and hashes leaves and tree; up to 255,999 entries. */
double yardstick_scan_directory(const char *path, size_t expected);

/* `rounds` times: Ed25519 signatures and verifications of 512 bytes, and X25519 operations (making
   a key costs what agreeing costs). */
double yardstick_open_operations(size_t signs, size_t verifies, size_t agreements, size_t rounds);

/* One durable commit of one row of `size` bytes to SQLite (WAL, synchronous=FULL), `rounds` times. */
double yardstick_commit(const char *path, size_t size, size_t rounds);

/* A database for durable inserts: WAL, synchronous=FULL, one row a commit. NULL when it failed. */
struct yardstick_inserts;
struct yardstick_inserts *yardstick_inserts_begin(const char *path);

/* `rounds` commits of one row of `size` bytes each, with `signs` Ed25519 signatures of 120 bytes
   before each. */
double yardstick_inserts_commit(struct yardstick_inserts *inserts, size_t size, size_t rounds,
                                size_t signs);

/* Closes the database. */
void yardstick_inserts_end(struct yardstick_inserts *inserts);

/* The median of appending 512 bytes and fdatasync, `rounds` times. */
double yardstick_fdatasync(const char *path, size_t rounds);

/* Runs a program with its output thrown away; -1 also when it ends with another status than 0. */
double yardstick_run(char *const arguments[]);

#endif
