import { Button, Group, Modal, Stack } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ChoiceField, LongTextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import {
  compareStages,
  type Move,
  type MoveFacts,
  type MoveFault,
  moveCase,
  moveFault,
  OUTCOMES,
  STAGE_NAMES,
  STAGES,
  type Stage,
  type showCase,
} from '../../contract.ts'
import styles from '../cases.module.css'

export type MoveKind = Move['kind']
type Shown = Answer<typeof showCase>

const TITLES: Readonly<Record<MoveKind, string>> = {
  escalate: 'Move the case up',
  'step down': 'Step the case down',
  close: 'Close the case',
  reopen: 'Open the case again',
}

/** Moves the case. What the rule would refuse is said before it is sent, in the words of the rule itself. */
export function MoveDialog({
  kind,
  shown,
  onClose,
}: {
  readonly kind: MoveKind
  readonly shown: Shown
  readonly onClose: () => void
}) {
  return (
    <Modal opened onClose={onClose} title={TITLES[kind]} closeButtonProps={{ 'aria-label': 'Close without doing it' }}>
      <MoveForm kind={kind} shown={shown} onClose={onClose} />
    </Modal>
  )
}

function MoveForm({ kind, shown, onClose }: Parameters<typeof MoveDialog>[0]) {
  const { caseId, state, supportShown, may } = shown
  const schoolId = useSchoolId()
  const [key] = useState(newKey)
  const stages = useMemo(() => stagesFor(kind, { state, mayDecide: may.decide }), [kind, state, may.decide])
  const initial = useMemo(
    () => ({
      to: (kind === 'step down' ? stages.at(-1) : stages[0]) ?? state.stage,
      because: '',
      skipped: '',
      unsuitable: '',
      outcome: OUTCOMES[0] as (typeof OUTCOMES)[number],
    }),
    [kind, stages, state.stage],
  )
  const act = useAct(moveCase, { onDone: onClose })
  const fields = useFields(initial, act.error)
  const move = moveFrom(kind, fields.values)
  const fault = moveFault({ state, supportShown, mayDecide: may.decide }, move)
  const asks = asksFor(kind, fields.values.to, shown)
  return (
    <form
      onSubmit={fields.submit((typed) =>
        act.mutate({ params: { schoolId, caseId }, body: { key, move: moveFrom(kind, typed) } }),
      )}
      noValidate
    >
      <Stack gap="md">
        <ProblemAlert error={act.error} />
        {stages.length > 0 && (
          <ChoiceField
            label="To"
            {...fields.bind('to')}
            choices={stages.map((value) => ({ value, label: STAGE_NAMES[value] }))}
          />
        )}
        {kind === 'close' && (
          <ChoiceField
            label="How it ended"
            {...fields.bind('outcome')}
            choices={OUTCOMES.map((value) => ({ value, label: value.slice(0, 1).toUpperCase() + value.slice(1) }))}
          />
        )}
        <LongTextField label="Why" hint="Kept with the case." {...fields.bind('because')} />
        {asks.skipped && <LongTextField label="Why the stages between are passed over" {...fields.bind('skipped')} />}
        {asks.unsuitable && (
          <LongTextField
            label="Why no support was offered"
            hint="Only where none would suit this child. Without it, offer support first."
            {...fields.bind('unsuitable')}
          />
        )}
        <Hint fault={fault} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
          <Button type="submit" loading={act.isPending}>
            {TITLES[kind]}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Where the case could go: further up no more than whoever asks may take it. */
function stagesFor(kind: MoveKind, { state, mayDecide }: Pick<MoveFacts, 'state' | 'mayDecide'>): readonly Stage[] {
  const { stage: from } = state
  if (kind === 'step down') return STAGES.filter((stage) => compareStages(stage, from) < 0)
  if (kind !== 'escalate') return []
  const fault = (to: Stage) => moveFault({ state, mayDecide, supportShown: true }, upTo(to))?.code
  const within = STAGES.filter((to) => fault(to) === undefined)
  // Where nothing is left but what somebody else decides, the next stage stands there with the words of who that is.
  return within.length > 0 ? within : STAGES.filter((to) => compareStages(to, from) === 1)
}

const upTo = (to: Stage): Move => ({ kind: 'escalate', to, because: 'why', skipped: 'why' })

/** What has to be said beside the reason: asked of the rule, with everything else said. */
function asksFor(kind: MoveKind, to: Stage, { state, supportShown }: Shown) {
  if (kind !== 'escalate') return { skipped: false, unsuitable: false }
  const code = (move: Move) => moveFault({ state, supportShown, mayDecide: true }, move)?.code
  const move = { kind, to, because: 'why' } as const
  return {
    skipped: code({ ...move, unsuitable: 'why' }) === 'casework.stages-between',
    unsuitable: code({ ...move, skipped: 'why' }) === 'casework.support-first',
  }
}

function moveFrom(
  kind: MoveKind,
  typed: {
    readonly to: Stage
    readonly because: string
    readonly skipped: string
    readonly unsuitable: string
    readonly outcome: (typeof OUTCOMES)[number]
  },
): Move {
  const { to, because, skipped, unsuitable, outcome } = typed
  if (kind === 'close') return { kind, outcome, words: because }
  if (kind === 'reopen') return { kind, because }
  if (kind === 'step down') return { kind, to, because }
  return { kind, to, because, ...(skipped && { skipped }), ...(unsuitable && { unsuitable }) }
}

function Hint({ fault }: { readonly fault: MoveFault | undefined }) {
  if (fault === undefined) return null
  return (
    <p className={styles.quiet} role="status">
      {fault.message}
    </p>
  )
}
