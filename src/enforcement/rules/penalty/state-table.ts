import { EVENTS } from '../../contract/event.ts'
import { STAGE_WORDS } from './in-words.ts'
import { FOLLOWS, PENALTY_STAGES, type PenaltyEventKind, type PenaltyStage } from './penalty-state.ts'

/** What each stage means, and from what it follows. */
export const STAGE_MEANS: Readonly<Record<PenaltyStage, { readonly means: string; readonly follows: string }>> = {
  requested: {
    means: 'Asked for to one parent, past the gate; the authority has not answered.',
    follows: '`penalty-requested`',
  },
  'not clear': {
    means: 'The authority says that something stands against it.',
    follows: 'the last `penalty-checked` says “not clear”',
  },
  checked: {
    means: 'The authority says that nothing stands against it: it may be issued.',
    follows: 'the last `penalty-checked` says “clear”',
  },
  'called off': { means: 'Never issued, and never will be.', follows: '`penalty-called-off`' },
  issued: {
    means: 'On its way to the parent. A payment is in time at the price of its day.',
    follows: '`penalty-issued`, before the day of receipt',
  },
  received: {
    means: 'The clock runs: the lower price, then the full one.',
    follows: '`penalty-received`, or the day on which post is taken to be received',
  },
  paid21: {
    means: 'A payment met the lower price by its last day.',
    follows: '`penalty-paid` of a price but the last, by its last day',
  },
  paid28: {
    means: 'A payment met the full price by its last day; of a second notice, the one price.',
    follows: '`penalty-paid` of the last price, by its last day',
  },
  unpaid: {
    means: 'The last day has passed: the authority prosecutes or withdraws, and takes no late payment.',
    follows: 'the day after the last price, nothing met',
  },
  prosecuted: { means: 'The authority prosecutes instead.', follows: '`penalty-prosecuted`, after the last day alone' },
  withdrawn: {
    means: 'It counts for nothing, and what is held goes back. Nobody is prosecuted on the same facts.',
    follows: '`penalty-withdrawn`',
  },
  elsewhere: {
    means: 'Issued by another school or authority, or before these records; it counts, where it was not withdrawn.',
    follows: '`penalty-elsewhere`',
  },
  mistaken: { means: 'There never was such a notice of elsewhere.', follows: '`penalty-mistaken`' },
}

/** The stages of a penalty notice for `docs/penalty-states.md`, made from the tables that the rule itself goes by. */
export function penaltyTable(): string {
  return [
    '# Where a penalty notice stands',
    '',
    'Made from `FOLLOWS` of `src/enforcement/rules/penalty/penalty-state.ts` and compared with it by `state-table.test.ts` (after an intended change: `npx vitest run src/enforcement/rules/penalty -u`).',
    'Nothing of it is stored: a stage follows from the events of a thread and the day. An event that may not follow changes nothing. No event is older than the request,',
    'none after the issue is older than the issue, and no more is refunded than is held.',
    '',
    '| stage | on screen | means | follows from | may happen |',
    '|---|---|---|---|---|',
    `| nothing |  | Nobody asked. |  | ${list(FOLLOWS.nothing)} |`,
    ...PENALTY_STAGES.map((stage) => {
      const { means, follows } = STAGE_MEANS[stage]
      return `| ${stage} | ${STAGE_WORDS[stage]} | ${means} | ${follows} | ${list(FOLLOWS[stage])} |`
    }),
    '',
    '## What happens',
    '',
    '| event | in the child’s case |',
    '|---|---|',
    ...[...new Set(Object.values(FOLLOWS).flat())].sort().map((kind) => `| \`${kind}\` | ${EVENTS[kind].step ?? ''} |`),
    '',
    '## Which notice it is',
    '',
    'Of absence alone: the first or the second to one parent for one child. Two in three years that roll, the anniversary of the day of issue included, whichever was entered first; a third is refused.',
    'Withdrawn ones, those before 19 August 2024 and those about a public place are not counted. The first has two prices, the second the full one alone.',
    '',
  ].join('\n')
}

function list(kinds: readonly PenaltyEventKind[]): string {
  return kinds.length === 0 ? 'nothing' : kinds.map((kind) => `\`${kind}\``).join(', ')
}
