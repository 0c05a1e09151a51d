import { expect, it } from 'vitest';
import { dayOf, noDay } from '../dates.ts';
import { textFile } from '../table/record-file.ts';
import { readCin } from './read-cin.ts';

const census = (children: string, collection = 'CIN'): string =>
  `<Message><Header><CollectionDetails><Collection>${collection}</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header><Children>${children}</Children></Message>`;

const child = `<Child><ChildIdentifiers><LAchildID>a</LAchildID><PersonBirthDate>2015-03-27</PersonBirthDate></ChildIdentifiers>
<CINdetails><CINreferralDate>2025-05-01</CINreferralDate><ReferralSource>6</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>
  <DateOfInitialCPC>2025-06-01</DateOfInitialCPC>
  <Assessments><AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate><AssessmentAuthorisationDate>2025-06-10</AssessmentAuthorisationDate>
    <FactorsIdentifiedAtAssessment><AssessmentFactors>1C</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
  <Section47><S47ActualStartDate>2025-05-20</S47ActualStartDate><DateOfInitialCPC>2025-06-01</DateOfInitialCPC></Section47>
  <ChildProtectionPlans><CPPstartDate>2025-06-01</CPPstartDate><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP>
    <Reviews><CPPreviewDate>2025-09-01</CPPreviewDate></Reviews></ChildProtectionPlans>
  <PreProceedingsandFGDM><PPStartDate>2025-10-01</PPStartDate><PPOutcome>A</PPOutcome><CourtAppDate>2025-12-01</CourtAppDate></PreProceedingsandFGDM>
</CINdetails>
<CINdetails><CINreferralDate>2025-01-31</CINreferralDate><CINclosureDate>31-02-2025</CINclosureDate><ReasonForClosure>RC8</ReasonForClosure><ReferralNFA>true</ReferralNFA></CINdetails></Child>`;

it('reads each referral with the work that followed upon it', async () => {
  const { files, children, referrals, findings, faults } = await readCin([textFile('c.xml', census(child))]);
  expect(faults).toEqual([]);
  expect(files).toEqual([{ name: 'c.xml', year: 2026, referrals: 2 }]);
  expect(children.born).toEqual([dayOf(2015, 3, 27)]);
  expect(referrals[0]).toMatchObject({
    referred: dayOf(2025, 5, 1),
    source: '6',
    closed: noDay,
    withoutAction: false,
    assessments: [{ started: dayOf(2025, 5, 2), authorised: dayOf(2025, 6, 10) }],
    enquiries: [{ started: dayOf(2025, 5, 20), conference: dayOf(2025, 6, 1) }],
    protectionPlans: [{ started: dayOf(2025, 6, 1), ended: noDay, category: 'NEG', previous: 1 }],
    preproceedings: [{ started: dayOf(2025, 10, 1), outcome: 'A', application: dayOf(2025, 12, 1) }],
  });
  expect(referrals[1]).toMatchObject({ closure: 'RC8', withoutAction: true, closed: noDay });
  expect(findings).toMatchObject([{ rule: { id: 'bad-date' }, count: 1 }]);
});

it.each([
  ['another collection', census(child, 'SCHOOL'), /its collection is "SCHOOL"/],
  ['another file', '<EXPSSDA903/>', /begins with <EXPSSDA903>/],
  ['a file cut off', census(child).slice(0, 400), /unclosed tag/],
])('refuses %s and goes on with the next', async (_, text, message) => {
  const { files, faults } = await readCin([textFile('x', text), textFile('c', census(child))]);
  expect(faults[0]?.message).toMatch(message);
  expect(files).toHaveLength(1);
});
