#include "yardstick.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <pthread.h>
#include <spawn.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int digest(EVP_MD_CTX *ctx, const EVP_MD *md, unsigned char prefix, const void *a, size_t na,
                  const void *b, size_t nb, unsigned char out[32]) {
    return EVP_DigestInit_ex2(ctx, md, NULL) == 1 && EVP_DigestUpdate(ctx, &prefix, 1) == 1 &&
           EVP_DigestUpdate(ctx, a, na) == 1 && (nb == 0 || EVP_DigestUpdate(ctx, b, nb) == 1) &&
           EVP_DigestFinal_ex(ctx, out, NULL) == 1;
}

double yardstick_gcm_16k(size_t mebibytes, int hashes) {
    enum { chunk = 16384, sealed = chunk + 16, chunks = 64 };
    unsigned char key[32], iv[12] = {0}, hash[32];
    unsigned char *in = malloc(chunks * chunk), *out = malloc(chunks * sealed);
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
    EVP_MD *md = EVP_MD_fetch(NULL, "SHA256", NULL);
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    EVP_MD_CTX *digests = EVP_MD_CTX_new();
    int n, failed = !in || !out || !cipher || !md || !ctx || !digests || RAND_bytes(key, 32) != 1 ||
                    EVP_EncryptInit_ex2(ctx, cipher, key, NULL, NULL) != 1;
    if (!failed) memset(in, 7, chunks * chunk), memset(out, 7, chunks * sealed);
    double start = now();
    for (size_t i = 0; i < mebibytes * chunks && !failed; i++) {
        const unsigned char *from = in + i % chunks * chunk;
        unsigned char *to = out + i % chunks * sealed;
        memcpy(iv, &i, sizeof i);
        failed = EVP_EncryptInit_ex2(ctx, NULL, NULL, iv, NULL) != 1 ||
                 EVP_EncryptUpdate(ctx, to, &n, from, chunk) != 1 ||
                 EVP_EncryptFinal_ex(ctx, to + chunk, &n) != 1 ||
                 EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, 16, to + chunk) != 1 ||
                 (hashes && !digest(digests, md, 0, to, sealed, NULL, 0, hash));
    }
    double seconds = now() - start;
    EVP_MD_CTX_free(digests);
    EVP_CIPHER_CTX_free(ctx);
    EVP_MD_free(md);
    EVP_CIPHER_free(cipher);
    free(in);
    free(out);
    return failed ? -1 : seconds;
}

/* The right edge of an RFC 6962 tree: one root for each bit of the count. */
struct tree {
    EVP_MD *md;
    EVP_MD_CTX *ctx;
    unsigned char edge[64][32];
    size_t count;
    int depth;
};

static int tree_begin(struct tree *t) {
    t->md = EVP_MD_fetch(NULL, "SHA256", NULL);
    t->ctx = EVP_MD_CTX_new();
    t->count = 0;
    t->depth = 0;
    return t->md && t->ctx;
}

static int tree_append(struct tree *t, const void *entry, size_t size) {
    int ok = digest(t->ctx, t->md, 0, entry, size, NULL, 0, t->edge[t->depth++]);
    for (size_t n = t->count++; (n & 1) && ok; n >>= 1) {
        unsigned char *left = t->edge[t->depth - 2];
        ok = digest(t->ctx, t->md, 1, left, 32, t->edge[t->depth - 1], 32, left);
        t->depth--;
    }
    return ok;
}

static void tree_end(struct tree *t) {
    EVP_MD_CTX_free(t->ctx);
    EVP_MD_free(t->md);
}

/* Appends the entries of a bundle: u16be length, bytes. */
static int tree_append_bundle(struct tree *t, const unsigned char *bytes, size_t size) {
    size_t at = 0;
    while (size - at >= 2) {
        size_t length = (size_t)bytes[at] << 8 | bytes[at + 1];
        if (size - at - 2 < length || !tree_append(t, bytes + at + 2, length)) return 0;
        at += 2 + length;
    }
    return at == size;
}

double yardstick_merkle(size_t count, size_t size) {
    struct tree tree;
    unsigned char *in = calloc(1, size);
    int failed = !tree_begin(&tree) || !in;
    double start = now();
    for (size_t i = 0; i < count && !failed; i++) {
        memcpy(in, &i, sizeof i);
        failed = !tree_append(&tree, in, size);
    }
    double seconds = now() - start;
    tree_end(&tree);
    free(in);
    return failed ? -1 : seconds;
}

double yardstick_scan_store(const char *path, size_t expected) {
    struct tree tree;
    sqlite3 *db = NULL;
    sqlite3_stmt *query = NULL;
    double start = now();
    int failed = !tree_begin(&tree) ||
                 sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
                 sqlite3_prepare_v2(db, "SELECT bytes FROM log_bundle ORDER BY n", -1, &query,
                                    NULL) != SQLITE_OK;
    while (!failed && sqlite3_step(query) == SQLITE_ROW)
        failed = !tree_append_bundle(&tree, sqlite3_column_blob(query, 0),
                                     (size_t)sqlite3_column_bytes(query, 0));
    sqlite3_finalize(query);
    if (!failed)
        failed = sqlite3_prepare_v2(db, "SELECT leaf FROM log_tail ORDER BY idx", -1, &query,
                                    NULL) != SQLITE_OK;
    while (!failed && sqlite3_step(query) == SQLITE_ROW)
        failed = !tree_append(&tree, sqlite3_column_blob(query, 0),
                              (size_t)sqlite3_column_bytes(query, 0));
    sqlite3_finalize(query);
    sqlite3_close(db);
    double seconds = now() - start;
    failed = failed || tree.count != expected;
    tree_end(&tree);
    return failed ? -1 : seconds;
}

/* What one thread of a scan reads. */
struct part {
    const char *path;
    sqlite3_int64 first, end;
    int failed;
};

static void *scan_part(void *argument) {
    struct part *part = argument;
    struct tree tree;
    sqlite3 *db = NULL;
    sqlite3_stmt *query = NULL;
    int failed =
        !tree_begin(&tree) ||
        sqlite3_open_v2(part->path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, "SELECT bytes FROM log_bundle WHERE n >= ? AND n < ? ORDER BY n", -1,
                           &query, NULL) != SQLITE_OK ||
        sqlite3_bind_int64(query, 1, part->first) != SQLITE_OK ||
        sqlite3_bind_int64(query, 2, part->end) != SQLITE_OK;
    while (!failed && sqlite3_step(query) == SQLITE_ROW)
        failed = !tree_append_bundle(&tree, sqlite3_column_blob(query, 0),
                                     (size_t)sqlite3_column_bytes(query, 0));
    sqlite3_finalize(query);
    sqlite3_close(db);
    part->failed = failed || tree.count != (size_t)(part->end - part->first) << 8;
    tree_end(&tree);
    return NULL;
}

double yardstick_scan_parts(const char *path, size_t bundles, int threads) {
    enum { most = 16 };
    struct part parts[most];
    pthread_t ids[most];
    int started = 0, failed = threads < 1 || threads > most;
    double start = now();
    for (; started < threads && !failed; started++) {
        parts[started] = (struct part){path, (sqlite3_int64)(bundles * (size_t)started / (size_t)threads),
                                       (sqlite3_int64)(bundles * ((size_t)started + 1) / (size_t)threads), 0};
        if (pthread_create(&ids[started], NULL, scan_part, &parts[started]) != 0) break;
    }
    failed = failed || started != threads;
    for (int i = 0; i < started; i++) {
        if (pthread_join(ids[i], NULL) != 0 || parts[i].failed) failed = 1;
    }
    double seconds = now() - start;
    return failed ? -1 : seconds;
}

double yardstick_scan_directory(const char *path, size_t expected) {
    struct tree tree;
    char name[4096];
    enum { limit = 256 * 65537 };
    unsigned char *bytes = malloc(limit);
    double start = now();
    int failed = !tree_begin(&tree) || !bytes || expected >> 8 > 999;
    for (size_t n = 0; n << 8 < expected && !failed; n++) {
        size_t width = expected - (n << 8) < 256 ? expected & 255 : 256, size = 0;
        ssize_t got = 0;
        int length = width == 256
                         ? snprintf(name, sizeof name, "%s/tile/entries/%03zu", path, n)
                         : snprintf(name, sizeof name, "%s/tile/entries/%03zu.p/%zu", path, n, width);
        int file = length < (int)sizeof name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
        failed = file < 0;
        while (!failed && (got = read(file, bytes + size, limit - size)) > 0) size += (size_t)got;
        if (file >= 0) close(file);
        failed = failed || got < 0 || !tree_append_bundle(&tree, bytes, size);
    }
    double seconds = now() - start;
    failed = failed || tree.count != expected;
    tree_end(&tree);
    free(bytes);
    return failed ? -1 : seconds;
}

double yardstick_open_operations(size_t signs, size_t verifies, size_t agreements, size_t rounds) {
    EVP_PKEY *ed = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    EVP_PKEY *x = EVP_PKEY_Q_keygen(NULL, NULL, "X25519");
    EVP_PKEY *peer = EVP_PKEY_Q_keygen(NULL, NULL, "X25519");
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    unsigned char message[512] = {1}, signature[64], secret[32];
    size_t n = sizeof signature;
    int failed = !ed || !x || !peer || !md ||
                 EVP_DigestSignInit(md, NULL, NULL, NULL, ed) != 1 ||
                 EVP_DigestSign(md, signature, &n, message, sizeof message) != 1;
    double start = now();
    for (size_t i = 0; i < rounds && !failed; i++) {
        for (size_t k = 0; k < signs && !failed; k++) {
            EVP_MD_CTX *c = EVP_MD_CTX_new();
            n = sizeof signature;
            failed = EVP_DigestSignInit(c, NULL, NULL, NULL, ed) != 1 ||
                     EVP_DigestSign(c, signature, &n, message, sizeof message) != 1;
            EVP_MD_CTX_free(c);
        }
        for (size_t k = 0; k < verifies && !failed; k++) {
            EVP_MD_CTX *c = EVP_MD_CTX_new();
            failed = EVP_DigestVerifyInit(c, NULL, NULL, NULL, ed) != 1 ||
                     EVP_DigestVerify(c, signature, 64, message, sizeof message) != 1;
            EVP_MD_CTX_free(c);
        }
        for (size_t k = 0; k < agreements && !failed; k++) {
            EVP_PKEY_CTX *c = EVP_PKEY_CTX_new(x, NULL);
            size_t length = sizeof secret;
            failed = EVP_PKEY_derive_init(c) != 1 || EVP_PKEY_derive_set_peer(c, peer) != 1 ||
                     EVP_PKEY_derive(c, secret, &length) != 1;
            EVP_PKEY_CTX_free(c);
        }
    }
    double seconds = now() - start;
    EVP_MD_CTX_free(md);
    EVP_PKEY_free(ed);
    EVP_PKEY_free(x);
    EVP_PKEY_free(peer);
    return failed ? -1 : seconds;
}

double yardstick_commit(const char *path, size_t size, size_t rounds) {
    sqlite3 *db = NULL;
    sqlite3_stmt *insert = NULL;
    unsigned char *row = calloc(1, size);
    int failed = !row || sqlite3_open(path, &db) != SQLITE_OK ||
                 sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                                  "CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, b BLOB)",
                              NULL, NULL, NULL) != SQLITE_OK ||
                 sqlite3_prepare_v2(db, "INSERT INTO t(b) VALUES(?)", -1, &insert, NULL) != SQLITE_OK;
    double start = now();
    for (size_t i = 0; i < rounds && !failed; i++) {
        failed = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK ||
                 sqlite3_bind_blob(insert, 1, row, (int)size, SQLITE_STATIC) != SQLITE_OK ||
                 sqlite3_step(insert) != SQLITE_DONE || sqlite3_reset(insert) != SQLITE_OK ||
                 sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK;
    }
    double seconds = now() - start;
    sqlite3_finalize(insert);
    sqlite3_close(db);
    free(row);
    return failed ? -1 : seconds;
}

struct yardstick_inserts {
    sqlite3 *db;
    sqlite3_stmt *begin, *insert, *commit;
    EVP_PKEY *key;
    unsigned char *row;
    size_t size;
};

void yardstick_inserts_end(struct yardstick_inserts *inserts) {
    if (!inserts) return;
    sqlite3_finalize(inserts->begin);
    sqlite3_finalize(inserts->insert);
    sqlite3_finalize(inserts->commit);
    sqlite3_close(inserts->db);
    EVP_PKEY_free(inserts->key);
    free(inserts->row);
    free(inserts);
}

struct yardstick_inserts *yardstick_inserts_begin(const char *path) {
    struct yardstick_inserts *inserts = calloc(1, sizeof *inserts);
    if (!inserts) return NULL;
    inserts->key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    inserts->size = 1 << 20;
    inserts->row = calloc(1, inserts->size);
    if (!inserts->key || !inserts->row || sqlite3_open(path, &inserts->db) != SQLITE_OK ||
        sqlite3_exec(inserts->db,
                     "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                     "CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, b BLOB)",
                     NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(inserts->db, "BEGIN IMMEDIATE", -1, &inserts->begin, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(inserts->db, "INSERT INTO t(b) VALUES(?)", -1, &inserts->insert, NULL) !=
            SQLITE_OK ||
        sqlite3_prepare_v2(inserts->db, "COMMIT", -1, &inserts->commit, NULL) != SQLITE_OK) {
        yardstick_inserts_end(inserts);
        return NULL;
    }
    return inserts;
}

static int step(sqlite3_stmt *statement) {
    return sqlite3_step(statement) == SQLITE_DONE && sqlite3_reset(statement) == SQLITE_OK;
}

static int sign(EVP_PKEY *key, const unsigned char *message) {
    unsigned char signature[64];
    size_t length = sizeof signature;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int ok = context && EVP_DigestSignInit(context, NULL, NULL, NULL, key) == 1 &&
             EVP_DigestSign(context, signature, &length, message, 120) == 1;
    EVP_MD_CTX_free(context);
    return ok;
}

double yardstick_inserts_commit(struct yardstick_inserts *inserts, size_t size, size_t rounds,
                                size_t signs) {
    int failed = !inserts || size > inserts->size || size < 120;
    double start = now();
    for (size_t i = 0; i < rounds && !failed; i++) {
        for (size_t k = 0; k < signs && !failed; k++) failed = !sign(inserts->key, inserts->row);
        failed = failed || !step(inserts->begin) ||
                 sqlite3_bind_blob(inserts->insert, 1, inserts->row, (int)size, SQLITE_STATIC) !=
                     SQLITE_OK ||
                 !step(inserts->insert) || !step(inserts->commit);
    }
    double seconds = now() - start;
    return failed ? -1 : seconds;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double yardstick_fdatasync(const char *path, size_t rounds) {
    char block[512] = {0};
    double *times = calloc(rounds, sizeof *times);
    int file = open(path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    int failed = file < 0 || !times;
    for (size_t i = 0; i < rounds && !failed; i++) {
        double start = now();
        failed = write(file, block, sizeof block) != sizeof block || fdatasync(file) != 0;
        times[i] = now() - start;
    }
    if (file >= 0) close(file);
    if (!failed) qsort(times, rounds, sizeof *times, ascending);
    double p50 = failed ? -1 : times[rounds / 2];
    free(times);
    return p50;
}

double yardstick_run(char *const arguments[]) {
    extern char **environ;
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = 0;
    if (posix_spawn_file_actions_init(&actions) != 0) return -1;
    int failed = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) != 0 ||
                 posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0) != 0 ||
                 posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) != 0;
    double start = now();
    failed = failed || posix_spawnp(&child, arguments[0], &actions, NULL, arguments, environ) != 0 ||
             waitpid(child, &status, 0) != child;
    double seconds = now() - start;
    posix_spawn_file_actions_destroy(&actions);
    return failed || !WIFEXITED(status) || WEXITSTATUS(status) != 0 ? -1 : seconds;
}
