import { readCin, type CinCensus } from './cin/read-cin.ts';
import { careHistory, type CareHistory } from './counts/care-history.ts';
import type { Finding } from './rules/finding.ts';
import { checkEpisodes } from './ssda903/check-episodes.ts';
import { readSsda903, type ReadOptions, type Ssda903 } from './ssda903/read-ssda903.ts';
import { FileFaultError, type FileFault } from './table/file-fault.ts';
import type { RecordFile } from './table/record-file.ts';
import { firstElement } from './xml/first-element.ts';

/** Returns of every kind that was among the files. */
export interface Returns {
  readonly care: Ssda903;
  readonly history: CareHistory;
  readonly need: CinCensus;
  /** Problems in rows, of all kinds of return. */
  readonly findings: readonly Finding[];
  readonly faults: readonly FileFault[];
}

/**
 * Reads files of returns of any kind, each known by what is in it: children looked after (SSDA903, tables or XML) and children in need (census,
 * XML). A file that cannot be read does not stop the others.
 */
export async function readReturns(files: readonly RecordFile[], options: ReadOptions = {}): Promise<Returns> {
  const ofCare: RecordFile[] = [];
  const ofNeed: RecordFile[] = [];
  const faults: FileFault[] = [];
  for (const file of files) {
    try {
      if ((await firstElement(file)) === 'Message') ofNeed.push(file);
      else ofCare.push(file);
    } catch (error) {
      if (!(error instanceof FileFaultError)) throw error;
      faults.push(error.fault);
    }
  }
  const care = await readSsda903(ofCare, options);
  const need = await readCin(ofNeed);
  const history = careHistory(care);
  return {
    care,
    history,
    need,
    findings: [...care.findings, ...checkEpisodes(care), ...history.findings, ...need.findings],
    faults: [...faults, ...care.faults, ...need.faults],
  };
}
