import type { ActionEventKind, ActionStage } from './action-state.ts'
import { ACTION_KINDS, type ActionKind, MOVES } from './action-state.ts'
import { ACTION_NAMES, STAGE_WORDS } from './action-words.ts'

/** What each stage beyond notices means. */
export const ACTION_STAGE_MEANS: Readonly<Record<ActionStage, string>> = {
  referred: 'The head referred; nobody has answered, or the fast track has not begun.',
  declined: 'The authority does not take it on: the champion or the head decides what follows.',
  followed: 'The authority did not take it on, and it is written down what follows.',
  accepted: 'The authority takes it on.',
  interviewed: 'A parent was invited to an interview under caution.',
  charged: 'The authority decided to prosecute.',
  hearing: 'A court sits on a day that is known.',
  decided: 'The court decided.',
  order: 'An order was made. It is in force to its last day; afterwards somebody enters how it ended.',
  running: 'The fast track runs to its next day of review.',
  warned:
    'A final warning was given: the next unauthorised session is watched for, and the next after it, until the head decides on a notice.',
  ended: 'The order or the fast track is over.',
  'called off': 'The school or the authority took it back.',
}

/** What may happen beyond notices, for `docs/beyond-states.md`, made from the table that the rule itself goes by. */
export function beyondTable(): string {
  return [
    '# Where a fast track, an order or a prosecution stands',
    '',
    'Made from `MOVES` of `src/enforcement/rules/beyond/action-state.ts` and compared with it by `action-state.test.ts` (after an intended change: `npx vitest run src/enforcement/rules/beyond -u`).',
    'Nothing of it is stored: a stage follows from the events of a thread. An event that may not follow, or that is older than what came last, changes nothing.',
    '',
    '| stage | on screen | means |',
    '|---|---|---|',
    ...stages().map((stage) => `| ${stage} | ${STAGE_WORDS[stage]} | ${ACTION_STAGE_MEANS[stage]} |`),
    '',
    ...ACTION_KINDS.flatMap((kind) => [`## ${ACTION_NAMES[kind]}`, '', ...moves(kind), '']),
    '`action-answered` leads to *declined* where the answer is no.',
    '',
  ].join('\n')
}

function stages(): readonly ActionStage[] {
  // The keys of a record over all stages.
  return Object.keys(ACTION_STAGE_MEANS) as ActionStage[]
}

function moves(kind: ActionKind): readonly string[] {
  const of = MOVES[kind]
  // Shared moves name stages that one kind alone knows: what is never reached is not told.
  const reached = ['nothing', 'declined', ...Object.values(of).map(({ to }) => to)]
  return [
    '| event | from | to |',
    '|---|---|---|',
    ...(Object.keys(of) as ActionEventKind[]).map(
      (event) =>
        `| \`${event}\` | ${(of[event]?.from ?? []).filter((one) => reached.includes(one)).join(', ')} | ${of[event]?.to ?? ''} |`,
    ),
  ]
}
