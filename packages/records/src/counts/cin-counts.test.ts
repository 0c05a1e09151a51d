import { expect, it } from 'vitest';
import { readCin } from '../cin/read-cin.ts';
import { textFile, type RecordFile } from '../table/record-file.ts';
import { needYears } from './cin-counts.ts';

const census = (year: number, children: Readonly<Record<string, readonly string[]>>): RecordFile =>
  textFile(
    `${year}.xml`,
    `<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>${year}</Year></CollectionDetails></Header><Children>${Object.entries(
      children,
    )
      .map(
        ([id, cases]) =>
          `<Child><LAchildID>${id}</LAchildID>${cases.map((each) => `<CINdetails>${each}</CINdetails>`).join('')}</Child>`,
      )
      .join('')}</Children></Message>`,
  );
const referred = (day: string, rest = ''): string => `<CINreferralDate>${day}</CINreferralDate>${rest}`;
const closed = (day: string, reason: string): string =>
  `<CINclosureDate>${day}</CINclosureDate><ReasonForClosure>${reason}</ReasonForClosure>`;
const plan = (from: string, before: number, to = ''): string =>
  `<ChildProtectionPlans><CPPstartDate>${from}</CPPstartDate><CPPendDate>${to}</CPPendDate><NumberOfPreviousCPP>${before}</NumberOfPreviousCPP></ChildProtectionPlans>`;

it('counts a case that is in two censuses once, and takes how it ended from the later', async () => {
  const years = needYears(
    await readCin([
      census(2025, { a: [referred('2024-05-01')], b: [referred('2024-06-01', closed('2024-09-01', 'RC8'))] }),
      census(2024, { a: [] }),
      census(2026, {
        a: [referred('2024-05-01', closed('2025-06-01', 'RC7')), referred('2026-04-30')],
        b: [referred('2025-05-31', '<ReferralNFA>1</ReferralNFA>')],
      }),
    ]),
  );
  expect(
    years.map(({ year, referrals, referredAgain, withoutAction, open, closed: ended, assessedNotInNeed }) => [
      year,
      referrals,
      referredAgain,
      withoutAction,
      open,
      ended,
      assessedNotInNeed,
    ]),
  ).toEqual([
    [2024, 0, 0, 0, 0, 0, 0],
    [2025, 2, 0, 0, 1, 1, 1],
    [2026, 1, 1, 1, 0, 1, 0],
  ]);
});

it('counts plans, second ones, and enquiries with their conferences', async () => {
  const enquiry =
    '<Section47><S47ActualStartDate>2024-05-10</S47ActualStartDate><DateOfInitialCPC>2024-05-20</DateOfInitialCPC></Section47>';
  const [year] = needYears(
    await readCin([
      census(2025, {
        a: [referred('2024-05-01', enquiry + plan('2024-05-20', 0, '2025-03-31'))],
        b: [referred('2023-05-01', plan('2024-07-01', 2))],
      }),
    ]),
  );
  expect(year).toMatchObject({
    enquiries: 1,
    conferences: 1,
    plansStarted: 2,
    laterPlans: 1,
    plansEnded: 1,
    onAPlan: 1,
  });
});
