import { array, number, x, type ArgumentEntry, type FunctionEntry } from './entry.ts';

const any = (name: string): ArgumentEntry => ({ name, units: 'any' });
const manual = 'Vensim reference manual';

/** Functions that take a whole array and give one, or look into one by number. */
export const vectors: readonly FunctionEntry[] = [
  {
    name: 'VECTOR SORT ORDER',
    arguments: [any('vector'), number('direction')],
    units: '1',
    documentation:
      'The order in which the array sorts along its last dimension: at the first place the position, from 0, of the element that comes first, and so on. From the smallest where the direction is above 0, otherwise from the greatest; equal elements keep their order, and have it turned round from the greatest.',
    vensim: 'VECTOR SORT ORDER(vec, direction)',
    source: manual,
  },
  {
    name: 'VECTOR RANK',
    arguments: [any('vector'), number('direction')],
    units: '1',
    documentation:
      'The rank of each element along the last dimension, from 1; from the smallest where the direction is above 0, otherwise from the greatest. Equal elements have ranks as VECTOR SORT ORDER sorts them.',
    vensim: 'VECTOR RANK(vec, direction)',
    source: manual,
  },
  {
    name: 'VECTOR REORDER',
    arguments: [x('vector'), number('order')],
    units: 'x',
    documentation: 'The elements along the last dimension in an order that VECTOR SORT ORDER gave.',
    vensim: 'VECTOR REORDER(vec, svec)',
    source: manual,
  },
  {
    name: 'VECTOR ELM MAP',
    arguments: [x('element'), number('offset')],
    units: 'x',
    documentation:
      'The element so many places after the one named, the last subscript varying fastest and the offset rounded to a whole number; :NA: outside the array.',
    vensim: 'VECTOR ELM MAP(vec, offset)',
    source: manual,
  },
  {
    name: 'VECTOR LOOKUP',
    arguments: [x('vector'), any('input'), any('least'), any('greatest'), number('mode')],
    units: 'any',
    documentation:
      'Treats the elements along the last dimension as the values of a graphical function at even distances. Modes: 0 value, 1 area from the least input, 2 backward, 3 extrapolated, 4 forward, 5 inverse, 6 slope, and with extrapolation 7 area, 8 inverse, 9 slope. An area beyond the ends is NaN in mode 1.',
    vensim: 'VECTOR LOOKUP(vec, x, xmin, xmax, mode)',
    source: manual,
  },
  {
    name: 'VECTOR SELECT',
    arguments: [
      { ...array('selection'), units: 'any' },
      { ...array('expression'), units: 'any' },
      any('missing'),
      number('action'),
      number('error'),
    ],
    units: 'any',
    documentation:
      'Puts together the values whose selection is not 0. Actions: 0 sum, 1 product, 2 least, 3 greatest, 4 mean of selection × value; 5 product of value ^ selection; 6 to 10 like 0 to 4 of the values alone, save that 7 is the product. `missing` where nothing is selected; NaN where the error number forbids that (1), more than one (2) or both (3).',
    vensim: 'VECTOR SELECT(selection array, expression array, missing vals, numerical action, error action)',
    source: `${manual}; action 5 as the conformance suite's \`vector_select\` has it`,
  },
  {
    name: 'RANK',
    arguments: [array('array'), number('rank'), { ...array('second'), units: 'any', optional: true }],
    units: '1',
    documentation:
      'The number, from 1, of the element that comes at that rank when the array is sorted from the smallest; the second array decides between equal elements. In several dimensions the elements are counted with the last subscript varying fastest.',
    xmile: 'RANK(array, rank, [secondary sort array])',
    source: 'isee systems help, Array builtins',
  },
  {
    name: 'TRANSPOSE',
    arguments: [x('matrix')],
    units: 'x',
    documentation: "The element of a matrix with its two dimensions exchanged; also written `m'`.",
    xmile: "m'",
    source: 'isee systems help, Operators',
  },
  {
    name: 'INVERT MATRIX',
    arguments: [any('matrix'), number('size')],
    units: 'any',
    documentation: 'The inverse of the square matrix in the last two dimensions; NaN where there is none.',
    vensim: 'INVERT MATRIX(mat, n)',
    source: manual,
  },
  {
    name: 'ALLOCATE AVAILABLE',
    arguments: [x('request'), any('priority profile'), x('available')],
    units: 'x',
    documentation:
      'Divides what is available among the requests along the last dimension. The profile’s last dimension holds, from the element named on, the type of curve (0 fixed, 1 rectangular, 2 triangular, 3 normal, 4 exponential), the priority at its centre, its width and a further number. Constant elasticity (5) and whole numbers (10 more) are refused.',
    vensim: 'ALLOCATE AVAILABLE(request, pp, avail)',
    source: `${manual}, “Specifying the Curves”; requests that are all fixed as in SDEverywhere’s \`allocate_ptype\``,
  },
  {
    name: 'ALLOCATE BY PRIORITY',
    arguments: [x('request'), any('priority'), number('size'), any('width'), x('supply')],
    units: 'x',
    documentation:
      'Divides a supply among the requests along the last dimension: those of higher priority first, shared where priorities are less than a width apart. The size is the number of elements.',
    vensim: 'ALLOCATE BY PRIORITY(request, priority, size, width, supply)',
    source: manual,
  },
  {
    name: 'FIND MARKET PRICE',
    arguments: [x('demand'), any('demand profile'), x('supply'), any('supply profile')],
    units: 'any',
    documentation:
      'The price at which the demands along one dimension and the supplies along another are equal; profiles as for ALLOCATE AVAILABLE. Where they do not meet, the price at the end of the search; :NA: where all curves are fixed.',
    vensim: 'FIND MARKET PRICE(demand quantities, demand profiles, supply quantities, supply profiles)',
    source: `${manual}; where they do not meet, as in SDEverywhere’s \`allocate_price\``,
  },
  {
    name: 'DEMAND AT PRICE',
    arguments: [x('demand'), any('demand profile'), any('price')],
    units: 'x',
    documentation: 'What one agent demands at a price.',
    vensim: 'DEMAND AT PRICE(demand quantity, demand profile, price)',
    source: manual,
  },
  {
    name: 'SUPPLY AT PRICE',
    arguments: [x('supply'), any('supply profile'), any('price')],
    units: 'x',
    documentation: 'What one agent supplies at a price.',
    vensim: 'SUPPLY AT PRICE(supply quantity, supply profile, price)',
    source: manual,
  },
];
