import { at } from './at.ts';

/** Eigenvalues from the greatest down; row `i` of `vectors` (row-major) is the unit eigenvector of value `i`. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** More sweeps than any matrix needs: convergence is quadratic. */
const mostSweeps = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan 2013, section 8.5): small eigenvalues keep their digits better than in
 * methods that reduce the matrix first.
 *
 * @param matrix row-major; only its symmetric part counts
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(
    matrix,
    (each, place) => (each + at(matrix, (place % size) * size + Math.floor(place / size))) / 2,
  );
  const rows = new Float64Array(size * size);
  for (let i = 0; i < size; i++) rows[i * size + i] = 1;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let rotated = false;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const off = at(a, p * size + q);
        if (!(Math.abs(off) > 1e-17 * Math.sqrt(Math.abs(at(a, p * size + p) * at(a, q * size + q))))) continue;
        rotate(a, rows, { p, q, size });
        rotated = true;
      }
    }
    if (!rotated) break;
  }
  const order = Array.from({ length: size }, (_, index) => index).toSorted(
    (i, j) => at(a, j * size + j) - at(a, i * size + i) || i - j,
  );
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => vectors.set(rows.subarray(from * size, (from + 1) * size), to * size));
  return { values: Float64Array.from(order, (index) => at(a, index * size + index)), vectors };
}

/** Makes the element (p, q) vanish. */
function rotate(a: Float64Array, rows: Float64Array, { p, q, size }: { p: number; q: number; size: number }): void {
  const off = at(a, p * size + q);
  const theta = (at(a, q * size + q) - at(a, p * size + p)) / (2 * off);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) {
    const [kp, kq] = [at(a, k * size + p), at(a, k * size + q)];
    a[k * size + p] = cosine * kp - sine * kq;
    a[k * size + q] = sine * kp + cosine * kq;
  }
  for (let k = 0; k < size; k++) {
    const [pk, qk] = [at(a, p * size + k), at(a, q * size + k)];
    a[p * size + k] = cosine * pk - sine * qk;
    a[q * size + k] = sine * pk + cosine * qk;
    const [vp, vq] = [at(rows, p * size + k), at(rows, q * size + k)];
    rows[p * size + k] = cosine * vp - sine * vq;
    rows[q * size + k] = sine * vp + cosine * vq;
  }
  a[p * size + q] = 0;
  a[q * size + p] = 0;
}
