/**
 * A program round `weir_run` that answers commands, a line each, on its standard input, so that the start of a process is not measured
 * and runs can be timed in turn with others'. `saved` is how many slots a row has.
 *
 * - `clock START STEP STEPS SAVE_EVERY`, `parameters COUNT VALUE …`, `vary COUNT INDEX …`: what all runs share; no answer
 * - `rows`: one run; all its values
 * - `run TIMES`: so many runs; nanoseconds in all
 * - `ensemble MEMBERS THREADS`: so many runs, in each of which the parameters to vary are multiplied by `memberFactor`; nanoseconds in all,
 *   and for each saved slot the mean of its last value over the members
 */
export function nativeMainInC(saved: number): string {
  return main.replaceAll('SAVED', String(saved));
}

/**
 * What the parameter that is varied as number `place` is multiplied by in a run of an ensemble: spread evenly from 0.9 to 1.1, without
 * random numbers so that every contestant of a comparison makes the same.
 */
export function memberFactor(member: number, place: number): number {
  const spread = (member + 1) * (place + 1) * goldenShare;
  return 0.9 + 0.2 * (spread - Math.floor(spread));
}

const goldenShare = 0.618_033_988_749_894_9;

const main = `
#define _GNU_SOURCE
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

long weir_run(double start, double step, long steps, long save_every, const double *parameters, double *rows);

static double start, step, *parameters;
static long steps, save_every, parameter_count, *vary, vary_count, value_count;

static long long now(void) {
  struct timespec moment;
  clock_gettime(CLOCK_MONOTONIC, &moment);
  return moment.tv_sec * 1000000000LL + moment.tv_nsec;
}

struct share { long from, to; double sums[SAVED]; };

static void *run_share(void *argument) {
  struct share *share = argument;
  double *own = malloc(sizeof(double) * (parameter_count + 1)), *rows = malloc(sizeof(double) * value_count);
  memcpy(own, parameters, sizeof(double) * parameter_count);
  for (long member = share->from; member < share->to; member++) {
    for (long place = 0; place < vary_count; place++) {
      double spread = (double)((member + 1) * (place + 1)) * ${goldenShare};
      own[vary[place]] = parameters[vary[place]] * (0.9 + 0.2 * (spread - floor(spread)));
    }
    weir_run(start, step, steps, save_every, own, rows);
    for (long i = 0; i < SAVED; i++) share->sums[i] += rows[value_count - SAVED + i];
  }
  free(own);
  free(rows);
  return NULL;
}

static void ensemble(long members, long threads) {
  pthread_t *workers = malloc(sizeof(pthread_t) * threads);
  struct share *shares = calloc(threads, sizeof(struct share));
  long long began = now();
  for (long i = 0; i < threads; i++) {
    shares[i].from = members * i / threads;
    shares[i].to = members * (i + 1) / threads;
    pthread_create(&workers[i], NULL, run_share, &shares[i]);
  }
  for (long i = 0; i < threads; i++) pthread_join(workers[i], NULL);
  printf("%lld", now() - began);
  for (long k = 0; k < SAVED; k++) {
    double sum = 0;
    for (long i = 0; i < threads; i++) sum += shares[i].sums[k];
    printf(" %.17g", sum / (double)members);
  }
  printf("\\n");
  free(workers);
  free(shares);
}

int main(void) {
  char command[32];
  double *rows = NULL;
  while (scanf("%31s", command) == 1) {
    if (strcmp(command, "clock") == 0) {
      if (scanf("%lf %lf %ld %ld", &start, &step, &steps, &save_every) != 4) return 2;
      value_count = (steps / save_every + 1) * SAVED;
      rows = realloc(rows, sizeof(double) * value_count);
    } else if (strcmp(command, "parameters") == 0) {
      if (scanf("%ld", &parameter_count) != 1) return 2;
      parameters = realloc(parameters, sizeof(double) * (parameter_count + 1));
      for (long i = 0; i < parameter_count; i++) if (scanf("%lf", &parameters[i]) != 1) return 2;
    } else if (strcmp(command, "vary") == 0) {
      if (scanf("%ld", &vary_count) != 1) return 2;
      vary = realloc(vary, sizeof(long) * (vary_count + 1));
      for (long i = 0; i < vary_count; i++) if (scanf("%ld", &vary[i]) != 1) return 2;
    } else if (strcmp(command, "rows") == 0) {
      for (long i = 0; i < value_count; i++) rows[i] = NAN;
      weir_run(start, step, steps, save_every, parameters, rows);
      for (long i = 0; i < value_count; i++) printf("%.17g%c", rows[i], i + 1 == value_count ? '\\n' : ' ');
    } else if (strcmp(command, "run") == 0) {
      long times;
      if (scanf("%ld", &times) != 1) return 2;
      long long began = now();
      for (long i = 0; i < times; i++) weir_run(start, step, steps, save_every, parameters, rows);
      printf("%lld\\n", now() - began);
    } else if (strcmp(command, "ensemble") == 0) {
      long members, threads;
      if (scanf("%ld %ld", &members, &threads) != 2) return 2;
      ensemble(members, threads);
    } else return 2;
    fflush(stdout);
  }
  return 0;
}
`;
