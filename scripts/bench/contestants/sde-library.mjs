/**
 * What the C that SDEverywhere generates calls. Its own library is in a package that is not in every registry, so the few functions that
 * the benchmark's models need are written here anew; they do what Vensim's manual says, and no more.
 */
export const sdeHeader = `
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

extern double _time, _time_step, _initial_time;

#define _ABS(x) fabs(x)
#define _COS(x) cos(x)
#define _EXP(x) exp(x)
#define _IF_THEN_ELSE(test, then, otherwise) ((test) ? (then) : (otherwise))
#define _INTEG(stock, rate) ((stock) + (rate) * _time_step)
#define _INTEGER(x) trunc(x)
#define _LN(x) log(x)
#define _LOOKUP(table, x) table_at(table, x)
#define _MAX(a, b) fmax(a, b)
#define _MIN(a, b) fmin(a, b)
#define _POWER(a, b) pow(a, b)
#define _SIN(x) sin(x)
#define _SQRT(x) sqrt(x)

typedef struct {
  double *points;
  size_t count;
} Lookup;

static Lookup *__new_lookup(size_t count, bool copy, double *points) {
  Lookup *table = malloc(sizeof(Lookup));
  table->points = points;
  table->count = count;
  return table;
}

static double table_at(Lookup *table, double x) {
  double *points = table->points;
  size_t last = table->count - 1, i = 1;
  if (x <= points[0]) return points[1];
  if (x >= points[2 * last]) return points[2 * last + 1];
  while (points[2 * i] < x) i++;
  double x0 = points[2 * i - 2], y0 = points[2 * i - 1];
  return y0 + (x - x0) / (points[2 * i] - x0) * (points[2 * i + 1] - y0);
}

static double *row;
static void outputVar(double value) { *row++ = value; }
`;

/** The loop over the steps, as SDEverywhere's library has it; rows one after another. */
export const sdeMain = `
double _time;

void run_model(int steps, int save_every, double *rows) {
  int until_save = 0;
  row = rows;
  initConstants();
  initLevels();
  _time = _initial_time;
  for (int step = 0;; step++) {
    evalAux();
    if (until_save-- == 0) {
      until_save = save_every - 1;
      storeOutputData();
    }
    if (step == steps) break;
    evalLevels();
    _time += _time_step;
  }
}
`;
