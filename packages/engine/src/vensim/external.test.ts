import { expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { formatDiagnostic } from '../model/diagnostic.ts';
import type { Variable } from '../model/model.ts';
import type { Reading } from '../model/reading.ts';
import { runPrepared } from '../run/run.ts';
import { createProblem } from '../run/problem.ts';
import { openTables } from '../tables/open-tables.ts';
import { makeZip, xlsxParts } from '../testing/make-xlsx.ts';
import { externalFiles } from './external-files.ts';
import { readVensim } from './read-vensim.ts';

const control = 'INITIAL TIME = 0 ~~|\nFINAL TIME = 4 ~~|\nTIME STEP = 1 ~~|\nSAVEPER = 1 ~~|\n';
const tail = '\\\\\\---/// Sketch information\n///---\\\\\\\n30:?tag=grid.csv\n';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const book = makeZip(
  xlsxParts({
    sheets: {
      Data: '<row r="1"><c r="B1"><v>10</v></c><c r="C1"><v>20</v></c></row><row r="2"><c r="B2"><v>30</v></c><c r="C2"><v>40</v></c></row>',
      Other: '',
    },
    names: '<definedName name="block">Data!$B$1:$C$2</definedName><definedName name="top">Data!$B$1:$C$1</definedName>',
  }),
);
/** A grid whose first row is x, from B on, with a gap, and whose first column names its rows. */
const files: Readonly<Record<string, Uint8Array>> = {
  'grid.csv': encode('x,0,2,4,,9\na,1,3,5,7,9\nb,10,,30,40,50\nc,no,,,,\n'),
  'down.tab': encode('t\tv\tw\n0\t1\t5\n1\t2\t6\n3\t8\t7\n'),
  'book.xlsx': book,
  'data.tab': encode('Time\tfrom data\tarray[a]\tarray[b]\n0\t1\t7\t9\n2\t5\t\t\n'),
};

async function readWith(text: string, own = files): Promise<Reading> {
  const source = text + control + tail;
  const names = externalFiles(source, { file: 'm.mdl' });
  const read = (path: string): Uint8Array | undefined => own[path];
  const tables = await openTables(names.tables, read);
  const data = await openTables(names.data, read);
  return readVensim(source, { file: 'm.mdl', tables, data: [...data.values()] });
}

async function variable(text: string): Promise<Variable | undefined> {
  const { model, diagnostics } = await readWith(text);
  if (model === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  return model.variables.find(({ name }) => name === 'x');
}

/** `[subscripts] equation` of each definition of x. */
async function equations(text: string): Promise<string[]> {
  const found = await variable(text);
  if (found?.kind !== 'auxiliary') throw new Error('x is no auxiliary');
  return found.definitions.map(({ subscripts, equation }) => `[${subscripts.join(',')}] ${equation}`);
}

/** The values of x at times 0 to 4. */
async function run(text: string): Promise<number[]> {
  const { model, diagnostics } = await readWith(text);
  if (model === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  const { program, diagnostics: faults } = compileModel(model);
  if (program === undefined) throw new Error(faults.map(formatDiagnostic).join('\n'));
  const { columns } = runPrepared(createProblem(program, { save: ['x'] }), interpreter.prepare(program));
  return [...(columns[0]?.values ?? [])];
}

async function fault(text: string): Promise<string> {
  const { model, diagnostics } = await readWith(text);
  expect(model).toBeUndefined();
  return diagnostics.map(formatDiagnostic).join('\n');
}

const ranges = 'R: p, q ~~|\nC: u, v ~~|\nOne: p ~~|\n';

test.each<[string, string[]]>([
  ["x = GET DIRECT CONSTANTS('grid.csv', ',', 'b3')", ['[] 10']],
  ["x[R] = GET DIRECT CONSTANTS('?tag', ',', 'B2')", ['[p] 1', '[q] 3']],
  ["x[R] = GET XLS CONSTANTS('grid.csv', ',', 'B2*')", ['[p] 1', '[q] 10']],
  ["x[R,C] = GET XLS CONSTANTS('book.xlsx', 'data', 'B1')", ['[p,u] 10', '[p,v] 20', '[q,u] 30', '[q,v] 40']],
  ["x[R,C] = GET XLS CONSTANTS('book.xlsx', 'Data', 'block*')", ['[p,u] 10', '[p,v] 30', '[q,u] 20', '[q,v] 40']],
  ["x[q,C] = GET XLS CONSTANTS('book.xlsx', 'Data', 'top') ~~|\nx[One,C] = 7", ['[q,u] 10', '[q,v] 20', '[One,C] 7']],
  ["x[R] :EXCEPT: [p] = GET XLS CONSTANTS('book.xlsx', 'Data', 'B1') ~~|\nx[p] = 1", ['[q] 20', '[p] 1']],
])('readVensim takes constants from a file: %s', async (text, expected) => {
  expect(await equations(`${ranges}${text} ~~|\n`)).toEqual(expected);
});

test('readVensim takes data across and down, and says in the documentation where they are from', async () => {
  expect(await variable("x := GET DIRECT DATA('down.tab', '', 'A', 'B2') ~~ Kept|\n")).toMatchObject({
    documentation: 'Kept\nValues from down.tab, A, B2.',
    definitions: [{ equation: 'TIME', table: { x: [0, 1, 3], y: [1, 2, 8], mode: 'continuous' } }],
  });
  expect(await variable("R: a, b ~~|\nx[R] := GET XLS DATA('grid.csv', ',', '1', 'B2') ~~|\n")).toMatchObject({
    definitions: [
      { subscripts: ['a'], table: { x: [0, 2, 4, 9], y: [1, 3, 5, 9] } },
      { subscripts: ['b'], table: { x: [0, 4, 9], y: [10, 30, 50] } },
    ],
  });
});

test('readVensim leaves elements out of data that have an equation of their own', async () => {
  const text = "R: a, b ~~|\nx[R] :EXCEPT: [a] := GET DIRECT DATA('down.tab', '', 'A', 'B2') ~~|\nx[a] = 1 ~~|\n";
  expect(await equations(text)).toEqual(['[b] TIME', '[a] 1']);
});

test('readVensim refuses to write out more elements than a model can have', async () => {
  expect(await fault('R: (a1-a1000) ~~|\nx[R,R] ~~|\n')).toContain('m.mdl:2:1 too-many-elements Cannot write out "x"');
});

test('readVensim stops GET DIRECT at the first x that is no number, and goes on with GET XLS', async () => {
  const text = (how: string) => `x := GET ${how} DATA('grid.csv', ',', '1', 'B2') ~~|\n`;
  expect(await variable(text('DIRECT'))).toMatchObject({ definitions: [{ table: { x: [0, 2, 4] } }] });
  expect(await variable(text('XLS'))).toMatchObject({ definitions: [{ table: { x: [0, 2, 4, 9] } }] });
});

test.each([
  ['', [1, 2, 5, 8, 8]],
  [':INTERPOLATE:', [1, 2, 5, 8, 8]],
  [':HOLD BACKWARD:', [1, 2, 2, 8, 8]],
  [':LOOK FORWARD:', [1, 2, 8, 8, 8]],
  [':RAW:', [1, 2, -(2 ** 109), 8, -(2 ** 109)]],
])('readVensim takes data between points as the keyword says: "%s"', async (keyword, expected) => {
  expect(await run(`x${keyword}:= GET DIRECT DATA('down.tab', '', 'A', 'B2') ~~|\n`)).toEqual(expected);
});

test('readVensim takes lookups from a file, and calls them', async () => {
  const lookup = "f[R]( GET DIRECT LOOKUPS('down.tab', '', 'A', 'B2') ) ~~|\nR: a, b ~~|\n";
  expect(await run(`${lookup}x = f[b](2 * Time) ~~|\n`)).toEqual([5, 6.5, 7, 7, 7]);
  expect(await run(`f = GET DIRECT LOOKUPS('down.tab', '', 'A', 'C2') ~~|\nx = f(Time) ~~|\n`)).toEqual([
    5, 6, 6.5, 7, 7,
  ]);
});

test('readVensim leaves out the points of a lookup that have no value, and says so', async () => {
  const { model, diagnostics } = await readWith(
    "f = GET XLS LOOKUPS('grid.csv', ',', '1', 'B3') ~~|\nx = f(Time) ~~|\n",
  );
  expect(model?.variables[0]).toMatchObject({ definitions: [{ table: { x: [0, 4, 9], y: [10, 30, 50] } }] });
  expect(diagnostics.map(({ code }) => code)).toEqual(['missing-points']);
});

test('readVensim lets ranges of one element take no direction of a sheet', async () => {
  const text = "One: o ~~|\nR: a, b ~~|\nx[One,R] := GET DIRECT DATA('down.tab', '', 'A', 'B2') ~~|\n";
  expect(await variable(text)).toMatchObject({
    definitions: [
      { subscripts: ['o', 'a'], table: { y: [1, 2, 8] } },
      { subscripts: ['o', 'b'], table: { y: [5, 6, 7] } },
    ],
  });
});

test('readVensim takes the elements of a range from a file, with a prefix, and keeps its mapping', async () => {
  const text = "T: p, q, s ~~|\nS: GET DIRECT SUBSCRIPT('grid.csv', ',', 'A2', 'A4', 'E') -> T ~~|\nx[S] = 1 ~~|\n";
  const { model } = await readWith(text);
  expect(model?.dimensions[1]).toMatchObject({ name: 'S', elements: ['Ea', 'Eb', 'Ec'] });
  const across = await readWith("S: GET XLS SUBSCRIPT('book.xlsx', 'Data', 'B1', '1', 'n') ~~|\nx[S] = 1 ~~|\n");
  expect(across.model?.dimensions[0]?.elements).toEqual(['n10', 'n20']);
  const down = await readWith("S: GET XLS SUBSCRIPT('book.xlsx', 'Data', 'B1', 'B', 'n') ~~|\nx[S] = 1 ~~|\n");
  expect(down.model?.dimensions[0]?.elements).toEqual(['n10', 'n30']);
});

test('readVensim finds the values of data variables without an equation in a data file', async () => {
  expect(await run('from data ~~|\nx = from data ~~|\n')).toEqual([1, 3, 5, 5, 5]);
  expect(await variable('R: a, b ~~|\nx = array[b] ~~|\narray[R]:HOLD BACKWARD: ~~|\n')).toBeDefined();
  expect(await run('R: a, b ~~|\nx = array[b] ~~|\narray[R]:HOLD BACKWARD: ~~|\n')).toEqual([9, 9, 9, 9, 9]);
});

test.each([
  ['time across', 'data.csv', 'Time,0,2\nfrom data,1,5\nother,3,4\n'],
  ['a .dat file', 'data.dat', 'other\n0\t3\nfrom data\n0\t1\n2\t5\n'],
  ['a file of the model', 'm_data.dat', '"From_Data"\n0\t1\n2\t5\n'],
])('readVensim reads data files with %s', async (_how, name, content) => {
  const { model } = await readWith('from data ~~|\nx = from data ~~|\n', { [name]: encode(content) });
  expect(model?.variables[0]).toMatchObject({
    documentation: `Values from ${name}.`,
    definitions: [{ equation: 'TIME', table: { x: [0, 2], y: [1, 5] } }],
  });
});

test('readVensim takes sums of data as they are, and works others out at the points of the data', async () => {
  const data =
    "d := GET DIRECT DATA('down.tab', '', 'A', 'B2') ~~|\ne[R] := GET DIRECT DATA('down.tab', '', 'A', 'B2') ~~|\nR: a, b ~~|\nk = 2 ~~|\n";
  expect(await equations(`${data}x := k*d - d/4 + 1 ~~|\n`)).toEqual(['[] k * d - d / 4 + 1']);
  expect(await run(`${data}x := k*d - d/4 + 1 ~~|\n`)).toEqual([2.75, 4.5, 9.75, 15, 15]);
  // Squares at 0, 1 and 3, and straight between them.
  expect(await run(`${data}x := d*d ~~|\n`)).toEqual([1, 4, 34, 64, 64]);
  expect(await run(`${data}x:HOLD BACKWARD: := d ~~|\n`)).toEqual([1, 2, 2, 8, 8]);
  expect(await run(`${data}x := TIME SHIFT(d, 1) ~~|\n`)).toEqual([2, 5, 8, 8, 8]);
  expect(await variable(`${data}x[R]:RAW: := MAX(e[R], e[b]) - d ~~|\n`)).toMatchObject({
    definitions: [
      { subscripts: ['a'], table: { x: [0, 1, 3], y: [4, 4, 0], mode: 'raw' } },
      { subscripts: ['b'], table: { y: [4, 4, -1] } },
    ],
  });
});

test.each(['d*d*k', 'SIN(d)', 'd * other', 'd*d / 0', 'IF THEN ELSE(Time > 1, d, 0)', 'TIME SHIFT(d, k)'])(
  'readVensim refuses the data equation x := %s',
  async (equation) => {
    const data =
      "d := GET DIRECT DATA('down.tab', '', 'A', 'B2') ~~|\nother := GET DIRECT DATA('grid.csv', ',', '1', 'B2') ~~|\nk = 2 ~~|\n";
    expect(await fault(`${data}x := ${equation} ~~|\n`)).toContain(
      'm.mdl:4:6 unsupported-construct Cannot run the data equation of "x"',
    );
  },
);

test('readVensim takes the times of the run from a file', async () => {
  const { model } = readVensim(
    "INITIAL TIME = 0 ~~|\nFINAL TIME = GET XLS CONSTANTS('book.xlsx', 'Data', 'B1') ~~|\nTIME STEP = 1 ~~|\nx = 1 ~~|\n",
    { file: 'm.mdl', tables: await openTables(['book.xlsx'], () => book) },
  );
  expect(model?.time.stop).toBe(10);
});

test('readVensim gives GET TIME VALUE for the model’s own time, and refuses the calendar', async () => {
  expect(await run('x = GET TIME VALUE(0, 2, 0) + GET TIME VALUE(1, -1, 0) ~~|\n')).toEqual([1, 2, 3, 4, 5]);
  expect(await fault('x = GET TIME VALUE(0, 0, 3) ~~|\n')).toContain('Cannot run the function "GET TIME VALUE" of "x"');
});

test.each([
  [
    "x = GET DIRECT CONSTANTS('gone.csv', ',', 'B2')",
    'm.mdl:1:5 missing-file Cannot read GET DIRECT CONSTANTS of "x": the file "gone.csv" is not there; put it beside the model',
  ],
  ["x = GET DIRECT CONSTANTS('?gone', ',', 'B2')", `the model's settings name no file for "?gone"`],
  ["x = GET XLS CONSTANTS('book.xlsx', 'Dat', 'B2')", '"book.xlsx" has no sheet "Dat"; did you mean "Data"'],
  [
    "x = GET XLS CONSTANTS('book.xlsx', 'Data', 'nothing')",
    '"nothing" is neither a cell, such as B2, nor a name for cells in "book.xlsx"',
  ],
  [
    "x = GET XLS CONSTANTS('book.xlsx', 'Other', 'block')",
    '"block" stands for cells of the sheet "Data", not of "Other"',
  ],
  ["x = GET XLS CONSTANTS('book.xlsx', 'Data', 'A1')", 'cell A1 of "Data" in "book.xlsx" is empty; put a number there'],
  ["x = GET DIRECT CONSTANTS('grid.csv', ',', 'B4')", 'cell B4 in "grid.csv" holds "no"'],
  [
    "R: p, q, s ~~|\nx[R] = GET XLS CONSTANTS('book.xlsx', 'Data', 'top')",
    '"top" has 1 rows and 2 columns, but 1 rows and 3 columns are needed',
  ],
  [
    "R: p, q ~~|\nx[R,R,R] = GET XLS CONSTANTS('book.xlsx', 'Data', 'B1')",
    'it fills 3 subscript ranges, and a sheet has two directions',
  ],
  [
    "R: p, q ~~|\nx[R,R] := GET XLS DATA('book.xlsx', 'Data', '1', 'B1')",
    'it fills 2 subscript ranges, and a sheet has one direction beside that of x',
  ],
  [
    "x := GET XLS DATA('book.xlsx', 'Data', '9', 'B1')",
    'there are no numbers from cell B1 of "Data" in "book.xlsx" on',
  ],
  [
    "x := GET XLS DATA('book.xlsx', 'Data', '#', 'B1')",
    '"#" is neither a row, a column, nor a name for cells in "book.xlsx"',
  ],
  ["R: GET DIRECT SUBSCRIPT('grid.csv', ',', 'A2', '', '') ~~|\nx[R] = 1", 'the last cell is ""'],
  ["x = GET DIRECT CONSTANTS('a.csv', ',')", 'GET DIRECT CONSTANTS takes 3 arguments, but has 2'],
  ["x = 1 + GET DIRECT CONSTANTS('a.csv', ',', 'B2')", 'Cannot run the function "GET DIRECT CONSTANTS" of "x"'],
  [
    'other data ~~|\nx = other data',
    'missing-data Cannot find values for the data variable "other data": it has no equation, and the data files do not have it',
  ],
])('readVensim says what is missing: %s', async (text, expected) => {
  expect(await fault(`${text} ~~|\n`)).toContain(expected);
});

test('externalFiles lists what a model asks for, and openTables takes the other format of Excel where one is missing', async () => {
  const text = `x = GET XLS CONSTANTS('sub\\book.xls', 'Data', 'B1') ~~|\ny := GET DIRECT DATA('?tag', ',', '1', 'B2') ~~|\n${control}${tail}`;
  expect(externalFiles(text, { file: 'in/m.mdl' })).toEqual({ tables: ['sub\\book.xls', 'grid.csv'], data: [] });
  expect(externalFiles('x ~~|', { file: 'in/m.mdl' }).data).toContain('m_data.tab');
  const own = { 'sub/book.xlsx': book, ...files };
  const tables = await openTables(['sub\\book.xls', 'grid.csv'], (path) =>
    Object.hasOwn(own, path) ? files[path.replace('sub/', '')] : undefined,
  );
  const { model, diagnostics } = readVensim(text, { file: 'm.mdl', tables });
  expect(model).toBeDefined();
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    'sub/book.xls:1:1 other-format Cannot find "sub/book.xls": "sub/book.xlsx" is read instead',
  ]);
});

test('readVensim gives data at other times to GET DATA functions', async () => {
  const data = "d[R] := GET DIRECT DATA('down.tab', '', 'A', 'B2') ~~|\nR: a, b ~~|\n";
  expect(await run(`${data}x = GET DATA BETWEEN TIMES(d[b], MIN(3, Time + 1), 0) ~~|\n`)).toEqual([6, 6.5, 7, 7, 7]);
  expect(await run(`${data}x = INITIAL(GET DATA LAST TIME(d[a])) ~~|\n`)).toEqual([3, 3, 3, 3, 3]);
  expect(await fault(`${data}x = GET DATA MAX(d[a], 0, 3) ~~|\n`)).toContain(
    'Cannot run the function "GET DATA MAX" of "x"',
  );
});
