import { describe, expect, it } from 'vitest'
import { type PreflightFacts, preflight } from './preflight.ts'
import { readingAge } from './reading-age.ts'
import { STANDARD_TEMPLATES } from './standard-templates.ts'
import { threatsIn } from './threats.ts'

const FACTS: PreflightFacts = {
  channel: 'email',
  language: 'en',
  tone: 'support',
  subject: 'School',
  body: 'We miss Amira. Can we help?',
  illDays: 0,
  medicalNeed: false,
  sen: undefined,
  address: 'known',
  failedAddresses: 0,
  otherParents: [],
  openReplies: 0,
  supportOffered: false,
}
const HARD =
  'Notwithstanding considerable institutional accommodation, unauthorised non-attendance perpetuates educational disadvantage and necessitates immediate multidisciplinary intervention by appropriately constituted authorities within the local jurisdiction.'
const found = (more: Partial<PreflightFacts>) => preflight({ ...FACTS, ...more })

describe('a letter before it goes', () => {
  it.each<[string, Partial<PreflightFacts>, readonly string[]]>([
    ['nothing speaks against it', {}, ['bereavement']],
    ['praise is not questioned for illness or SEND', { tone: 'praise', illDays: 9, sen: 'ehcp' }, []],
    ['praise that the family does not want', { tone: 'praise', noPraiseFrom: ['family'] }, ['no-praise']],
    ['two days of illness', { illDays: 2 }, ['bereavement']],
    ['three days of illness', { illDays: 3 }, ['illness', 'bereavement']],
    [
      'fifteen days of illness in the year',
      { illDays: 9, illDaysOfYear: 15, sickDays: 15 },
      ['sickness-return', 'bereavement'],
    ],
    ['fourteen', { illDays: 9, illDaysOfYear: 14, sickDays: 15 }, ['illness', 'bereavement']],
    ['a young carer', { youngCarer: true }, ['young-carer', 'bereavement']],
    ['a child whom somebody looks after', { askSafety: true }, ['ask-first', 'bereavement']],
    ['a medical need', { medicalNeed: true }, ['medical-need', 'bereavement']],
    ['SEN support', { sen: 'sen-support' }, ['sen', 'bereavement']],
    ['a letter without an address', { channel: 'letter', address: 'none' }, ['bereavement', 'no-address']],
    [
      'a letter to a household that may not be found',
      { channel: 'letter', address: 'hidden' },
      ['bereavement', 'hidden-address'],
    ],
    ['an e-mail does not need the address', { address: 'hidden' }, ['bereavement']],
    ['a number that does not work', { failedAddresses: 1 }, ['bereavement', 'wrong-number']],
    ['a parent who lives elsewhere', { otherParents: ['Omar Khan'] }, ['bereavement', 'separated-parents']],
    ['a reply that nobody has read', { openReplies: 1 }, ['bereavement', 'open-replies']],
    ['a threat before support', { body: 'You will be fined.' }, ['bereavement', 'tone']],
    ['a threat after support', { body: 'You will be fined.', supportOffered: true }, ['bereavement']],
    ['a warning in kind words, before support', { tone: 'warning' }, ['bereavement', 'warning-before-support']],
    ['a warning after support', { tone: 'warning', supportOffered: true }, ['bereavement']],
    ['hard words', { body: HARD }, ['bereavement', 'reading-age']],
    ['hard words in another language cannot be judged', { body: HARD, language: 'pl' }, ['bereavement']],
  ])('%s', (_what, more, ids) => {
    expect(found(more).map(({ id }) => id)).toEqual(ids)
  })

  it('says why in words, and where the reason comes from', () => {
    const [, tone] = found({ body: 'You must come.' })
    expect(tone).toMatchObject({
      severity: 'stop',
      message: expect.stringContaining('“must”'),
      source: expect.stringContaining('DfE'),
    })
    expect(found({ openReplies: 2 })[1]?.message).toContain('2 replies')
    expect(found({ otherParents: ['A B', 'C D'] })[1]?.message).toContain('A B and C D also have')
  })

  it('says of bereavement that it cannot be known', () => {
    expect(found({})[0]).toMatchObject({ severity: 'note', message: expect.stringContaining('cannot be known') })
  })
})

describe('words', () => {
  it.each([
    ['a penalty notice', ['penalty notice']],
    ['you failed to send her', ['failed to']],
    ['We will prosecute', ['prosecute']],
    ['a refined plan, in courtyard B, and mustard', []],
  ])('%s: %j', (text, words) => expect(threatsIn(text).map((one) => one.words)).toEqual(words))
})

describe('reading age', () => {
  it('of short plain sentences is a child’s, of an official’s prose a scholar’s', () => {
    const plain =
      'We miss you at school. Can you come in this week? We can help you with the bus. Ring us and we will talk. We are here all day.'
    expect(readingAge(plain)).toBeLessThan(9)
    expect(readingAge(HARD)).toBeGreaterThan(20)
    expect(readingAge('Too few words to say.')).toBeUndefined()
  })

  it('of the standard letters is eleven or thereabouts', () => {
    for (const { texts } of STANDARD_TEMPLATES)
      for (const { language, channel, body } of texts)
        if (language === 'en' && channel === 'letter')
          expect(readingAge(body.replaceAll(/\{\{\w+\}\}/g, 'Ann')) ?? 0).toBeLessThanOrEqual(12)
  })
})
