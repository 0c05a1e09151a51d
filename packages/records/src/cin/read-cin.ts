import { noDay, readDay, type Day } from '../dates.ts';
import { badDate } from '../rules/bad-date.ts';
import { Findings, type Finding } from '../rules/finding.ts';
import { ChildRegister, type Children } from '../ssda903/children.ts';
import { FileFaultError, type FileFault } from '../table/file-fault.ts';
import type { RecordFile } from '../table/record-file.ts';
import { readXml } from '../xml/read-xml.ts';
import type { ProtectionPlan, Referral } from './census.ts';

/** A census file, as its header says. */
export interface CensusFile {
  readonly name: string;
  /** The year in which the census year ends on 31 March; absent where the header has none. */
  readonly year?: number;
  readonly referrals: number;
}

/** Children in need censuses, of one year or several, read. */
export interface CinCensus {
  readonly files: readonly CensusFile[];
  readonly children: Children;
  readonly referrals: readonly Referral[];
  readonly findings: readonly Finding[];
  readonly faults: readonly FileFault[];
}

/**
 * Reads children in need censuses (XML of 2017 to 2026, the block of pre-proceedings included). Elements that nothing is counted from, pupil
 * numbers among them, are passed over. A file that cannot be read does not stop the others.
 */
export async function readCin(files: readonly RecordFile[]): Promise<CinCensus> {
  const register = new ChildRegister();
  const findings = new Findings();
  const referrals: Referral[] = [];
  const read: CensusFile[] = [];
  const faults: FileFault[] = [];
  for (const file of files) {
    try {
      const before = referrals.length;
      const { year } = await readOne(file, { register, findings, referrals, number: read.length });
      read.push({ name: file.name, referrals: referrals.length - before, ...(year === undefined ? {} : { year }) });
    } catch (error) {
      if (!(error instanceof FileFaultError)) throw error;
      faults.push(error.fault);
    }
  }
  return { files: read, children: register.finish(), referrals, findings: findings.finish(), faults };
}

interface Into {
  readonly register: ChildRegister;
  readonly findings: Findings;
  readonly referrals: Referral[];
  readonly number: number;
}

/** Elements that repeat in a referral and have dates of their own. */
const parts = ['Assessments', 'CINPlanDates', 'Section47', 'ChildProtectionPlans', 'PreProceedingsandFGDM'] as const;
type Part = (typeof parts)[number];

/** The texts of the elements directly in another, by name. */
type Texts = Map<string, string>;

async function readOne(file: RecordFile, into: Into): Promise<{ readonly year?: number }> {
  let root: string | undefined;
  let year: number | undefined;
  let line = 0;
  let person: Texts = new Map();
  let details: Texts = new Map();
  let part: { readonly name: Part; readonly texts: Texts } | undefined;
  let found: Record<Part, Texts[]> = emptyParts();
  const pending: { details: Texts; found: Record<Part, Texts[]>; line: number }[] = [];
  const takeChild = (): void => {
    const around = { file: file.name, findings: into.findings };
    const child = into.register.numberOf(person.get('LAchildID') ?? '');
    into.register.sayBorn(child, dayIn(person, { name: 'PersonBirthDate', line, ...around }));
    for (const each of pending) into.referrals.push(referralOf(each, { child, number: into.number, ...around }));
    pending.length = 0;
  };
  await readXml(file, {
    open: (name, at) => {
      if (root === undefined) {
        root = name;
        if (name !== 'Message') throw notCensus(file, `it begins with <${name}>, not with <Message>`);
      }
      if (name === 'Child') person = new Map();
      if (name === 'CINdetails') {
        details = new Map();
        found = emptyParts();
        line = at;
      }
      if (isPart(name)) part = { name, texts: new Map() };
    },
    close: (name, text) => {
      if (name === 'Collection' && text !== 'CIN')
        throw notCensus(file, `its collection is "${text.slice(0, 20)}", not "CIN"`);
      if (name === 'Year' && year === undefined && /^\d{4}$/.test(text)) year = Number(text);
      if (part !== undefined && name === part.name) {
        found[part.name].push(part.texts);
        part = undefined;
      } else if (part !== undefined) part.texts.set(name, text);
      else if (name === 'CINdetails') pending.push({ details, found, line });
      else if (name === 'Child') takeChild();
      else {
        person.set(name, text);
        details.set(name, text);
      }
    },
  });
  return year === undefined ? {} : { year };
}

function notCensus(file: RecordFile, found: string): FileFaultError {
  return new FileFaultError({
    file: file.name,
    message: `Cannot read the XML as a children in need census: ${found}. Choose the file that was made for the census.`,
  });
}

function isPart(name: string): name is Part {
  return parts.some((part) => part === name);
}

function emptyParts(): Record<Part, Texts[]> {
  return { Assessments: [], CINPlanDates: [], Section47: [], ChildProtectionPlans: [], PreProceedingsandFGDM: [] };
}

interface Around {
  readonly file: string;
  readonly findings: Findings;
}

function referralOf(
  { details, found, line }: { readonly details: Texts; readonly found: Record<Part, Texts[]>; readonly line: number },
  around: Around & { readonly child: number; readonly number: number },
): Referral {
  const day = (texts: Texts, name: string): Day => dayIn(texts, { name, line, ...around });
  return {
    child: around.child,
    referred: day(details, 'CINreferralDate'),
    source: details.get('ReferralSource') ?? '',
    need: details.get('PrimaryNeedCode') ?? '',
    closed: day(details, 'CINclosureDate'),
    closure: details.get('ReasonForClosure') ?? '',
    withoutAction: ['1', 'true'].includes(details.get('ReferralNFA') ?? ''),
    assessments: found.Assessments.map((texts) => ({
      started: day(texts, 'AssessmentActualStartDate'),
      authorised: day(texts, 'AssessmentAuthorisationDate'),
    })),
    needPlans: found.CINPlanDates.map((texts) => ({
      started: day(texts, 'CINPlanStartDate'),
      ended: day(texts, 'CINPlanEndDate'),
    })),
    enquiries: found.Section47.map((texts) => ({
      started: day(texts, 'S47ActualStartDate'),
      conference: day(texts, 'DateOfInitialCPC'),
    })),
    protectionPlans: found.ChildProtectionPlans.map((texts): ProtectionPlan => ({
      started: day(texts, 'CPPstartDate'),
      ended: day(texts, 'CPPendDate'),
      category: texts.get('LatestCategoryOfAbuse') ?? texts.get('InitialCategoryOfAbuse') ?? '',
      previous: wholeNumber(texts.get('NumberOfPreviousCPP')),
    })),
    preproceedings: found.PreProceedingsandFGDM.map((texts) => ({
      started: day(texts, 'PPStartDate'),
      outcome: texts.get('PPOutcome') ?? '',
      application: day(texts, 'CourtAppDate'),
    })),
    line,
    file: around.number,
  };
}

function wholeNumber(text: string | undefined): number {
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : 0;
}

function dayIn(
  texts: Texts,
  { name, line, file, findings }: Around & { readonly name: string; readonly line: number },
): Day {
  const day = readDay(texts.get(name) ?? '');
  if (day !== undefined) return day;
  findings.add(badDate, { file, row: line });
  return noDay;
}
