import type { Evidence } from '../types.ts';

/**
 * Why the source of an entry does not say enough, in words that follow a colon; nothing where it does. A source is a sentence of at least
 * three words; a published one names who published it; an assumption goes on after "No source found".
 */
export function sourceFault({ source, status }: Evidence): string | undefined {
  if (openBrackets(source) !== 0) return `its source breaks off: "${source}"`;
  const reason = source.replace(emptyWords, '').trim();
  if (words(reason) < 3) {
    return status === 'assumption'
      ? `it is an assumption, and "${source}" does not say why it has this value`
      : `"${source}" is no source`;
  }
  if (status === 'published' && !publisher.test(source)) {
    return `it is published, but its source names no publisher and no study: "${source}"`;
  }
  return undefined;
}

/** Why an address cannot be linked to; nothing where it can, or where there is none. */
export function addressFault({ address }: Evidence): string | undefined {
  if (address === undefined) return undefined;
  const quoted = `its address is "${address}", which`;
  if (/\s/.test(address)) return `${quoted} has a space in it`;
  if (!URL.canParse(address)) return `${quoted} is no web address`;
  const { protocol, hostname, pathname, username } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return `${quoted} is no web address`;
  if (!hostname.includes('.') || username !== '' || /^[\d.]+$/.test(hostname))
    return `${quoted} is not of a public site`;
  if (/\/(home|Users|tmp|root|work|mnt)\//.test(pathname)) return `${quoted} has the path of a machine in it`;
  return undefined;
}

/** Sentences that stand in place of a source and say nothing about the value. */
const emptyWords =
  /\b(no source (was )?(found|used|seen)( that could be used)?|nothing published|assumed|assumption|guess(ed)?|unknown|to be found|n\/a|none|for tests|no scale exists|an index|nobody knows|not known)\b[.;:,]?/gi;

/** Those who publish figures on children's social care, and studies by author and year. */
const publisher = new RegExp(
  [
    'Department for Education|DfE|Ofsted|Office for National Statistics|ONS|Ministry of Justice|MoJ|Cafcass',
    'National Audit Office|NAO|Competition and Markets Authority|CMA|Association of Directors|ADCS|Skills for Care',
    'Local Government Association|County Councils Network|Institute for Fiscal Studies|Dartington|Foundations',
    'What Works for Children|HM Revenue|HM Treasury|Home Office|Welsh Government|Scottish Government|Department of Health|NISRA|StatsWales',
    '[A-Z][\\p{L}-]+ (and others |and [A-Z][\\p{L}-]+ )?\\(?(19|20)\\d\\d',
  ].join('|'),
  'u',
);

function words(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
}

/** Brackets opened less brackets closed. */
function openBrackets(text: string): number {
  return (text.match(/\(/g)?.length ?? 0) - (text.match(/\)/g)?.length ?? 0);
}
