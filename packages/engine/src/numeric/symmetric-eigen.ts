/** Eigenvalues from the greatest down; row `i` of `vectors` (row-major) is the unit eigenvector of value `i`. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Far more sweeps than any matrix needs: convergence is quadratic. */
const mostSweeps = 60;

/**
 * Eigenvalues and eigenvectors by cyclic Jacobi rotations (Jacobi 1846; Golub and Van Loan 2013, section 8.5): small eigenvalues keep their digits
 * better than in methods that reduce the matrix first.
 *
 * @param matrix row-major; only its symmetric part counts
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = matrix.map(
    (each, place) => (each + (matrix[(place % size) * size + Math.floor(place / size)] ?? Number.NaN)) / 2,
  );
  const vectors = Float64Array.from(a, (_, place) => (place % (size + 1) === 0 ? 1 : 0));
  const at = (row: number, column: number): number => a[row * size + column] ?? Number.NaN;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let rotated = false;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        if (!(Math.abs(at(p, q)) > 1e-17 * Math.sqrt(Math.abs(at(p, p) * at(q, q))))) continue;
        const theta = (at(q, q) - at(p, p)) / (2 * at(p, q));
        const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const cosine = 1 / Math.sqrt(tangent * tangent + 1);
        const turn = { cosine, sine: tangent * cosine };
        rotate(a, { ...turn, p, q, between: size, size });
        rotate(a, { ...turn, p: p * size, q: q * size, between: 1, size });
        rotate(vectors, { ...turn, p: p * size, q: q * size, between: 1, size });
        a[p * size + q] = 0;
        a[q * size + p] = 0;
        rotated = true;
      }
    }
    if (!rotated) break;
  }
  const order = Array.from({ length: size }, (_, index) => index).toSorted((i, j) => at(j, j) - at(i, i) || i - j);
  const sorted = new Float64Array(size * size);
  order.forEach((from, to) => sorted.set(vectors.subarray(from * size, (from + 1) * size), to * size));
  return { values: Float64Array.from(order, (index) => at(index, index)), vectors: sorted };
}

/** Turns two rows or columns: those that start at `p` and `q`, their numbers `between` places apart. */
function rotate(
  a: Float64Array,
  {
    cosine,
    sine,
    p,
    q,
    between,
    size,
  }: { cosine: number; sine: number; p: number; q: number; between: number; size: number },
): void {
  for (let k = 0; k < size; k++) {
    const [inP, inQ] = [a[p + k * between] ?? Number.NaN, a[q + k * between] ?? Number.NaN];
    a[p + k * between] = cosine * inP - sine * inQ;
    a[q + k * between] = sine * inP + cosine * inQ;
  }
}
