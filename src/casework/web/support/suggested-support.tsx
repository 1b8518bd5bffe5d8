import { Button, Checkbox } from '@mantine/core'
import { useId, useState } from 'react'
import { TextField } from '../../../ui/components/fields.tsx'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { newKey } from '../../../ui/new-key.ts'
import {
  BARRIERS,
  SITUATION_NAMES,
  SITUATIONS,
  type Situation,
  SUGGESTION_RULE,
  type Suggestion,
  situationsOf,
  suggestSupport,
} from '../../contract.ts'
import { UnsuitableDialog } from './offer-dialogs.tsx'
import type { Help } from './shown.ts'
import styles from './support.module.css'
import { useSupportAct } from './use-support-act.ts'

const AT_FIRST = 4

/** A name within a sentence: “ill health or SEND”. */
function inside(name: string): string {
  return name.replace(/^./, (first) => first.toLowerCase())
}

/** To whom the last offer went; parents where there was none. */
export function usuallyTo({ offers }: Help): string {
  return offers.at(-1)?.to ?? 'Parents'
}

/** What of the catalogue fits this child by a stated rule. One press offers it; nothing is offered by itself. */
export function SuggestedSupport({ caseId, help }: { readonly caseId: string; readonly help: Help }) {
  const barriers = help.barriers.map(({ kind }) => kind)
  const [situations, setSituations] = useState<readonly Situation[]>(() => situationsOf(barriers))
  const [to, setTo] = useState(usuallyTo(help))
  const [all, setAll] = useState(false)
  const id = useId()
  const found = suggestSupport({ catalogue: help.rows, situations, barriers, offers: help.offers })
  return (
    <>
      <h3 className={styles.part}>What could help</h3>
      <div className={styles.choosing}>
        <fieldset>
          <legend>The child’s situation</legend>
          {SITUATIONS.map((one) => (
            <Checkbox
              key={one}
              label={SITUATION_NAMES[one]}
              checked={situations.includes(one)}
              onChange={(event) => setSituations(changed(situations, one, event.currentTarget.checked))}
            />
          ))}
        </fieldset>
        <TextField id={id} name="to" label="Offered to" width={24} value={to} onChange={setTo} />
      </div>
      {found.length === 0 && (
        <p className={styles.quiet}>
          Nothing to suggest yet: record a barrier, or choose a situation. Anything in the catalogue can be offered.
        </p>
      )}
      <ul className={styles.cards}>
        {found.slice(0, all ? undefined : AT_FIRST).map((suggestion) => (
          <SuggestionCard key={suggestion.row.supportId} {...{ caseId, help, suggestion, to }} />
        ))}
      </ul>
      {!all && found.length > AT_FIRST && (
        <Button variant="default" size="compact-md" onClick={() => setAll(true)}>
          Show the other suggestions
        </Button>
      )}
      <details>
        <summary>How this is suggested</summary>
        <p className={styles.words} data-plain="rule">
          {SUGGESTION_RULE}
        </p>
      </details>
    </>
  )
}

function changed(of: readonly Situation[], one: Situation, isThere: boolean): readonly Situation[] {
  return SITUATIONS.filter((other) => (other === one ? isThere : of.includes(other)))
}

const BEFORE = { refused: 'Not wanted before', ended: 'Had it before', unsuitable: 'Did not suit before' } as const

function SuggestionCard({
  caseId,
  help,
  suggestion: { row, barriers, situations, before },
  to,
}: {
  readonly caseId: string
  readonly help: Help
  readonly suggestion: Suggestion
  readonly to: string
}) {
  const [offerId, setOfferId] = useState(newKey)
  const [unsuitable, setUnsuitable] = useState(false)
  const act = useSupportAct(caseId, () => setOfferId(newKey()))
  const { supportId, title, kind, words } = row
  const barrierId = help.barriers.find((one) => barriers.includes(one.kind))?.barrierId ?? null
  const because = [
    ...barriers.map((one) => inside(BARRIERS[one].title)),
    ...situations.map((one) => inside(SITUATION_NAMES[one])),
  ]
  const was = before === 'refused' || before === 'ended' || before === 'unsuitable' ? BEFORE[before] : undefined
  return (
    <li className={`${styles.card} ${styles.suggested}`}>
      <h4 className={styles.name}>{title}</h4>
      <p>{words}</p>
      <p className={styles.quiet}>
        For: {because.join(', ')}
        {was !== undefined && `. ${was}`}
      </p>
      <ProblemAlert error={act.error} />
      <div className={styles.actions}>
        <Button
          variant="default"
          size="compact-md"
          loading={act.isPending}
          aria-label={`Offer it: ${title}`}
          onClick={() =>
            act.keep({
              kind: 'support-offered',
              day: help.today,
              body: { offerId, supportId, title, kind, barrierId, to, from: null, words: '' },
            })
          }
        >
          Offer it
        </Button>
        <Button
          variant="subtle"
          size="compact-md"
          aria-label={`It does not suit: ${title}`}
          onClick={() => setUnsuitable(true)}
        >
          It does not suit
        </Button>
      </div>
      {unsuitable && (
        <UnsuitableDialog
          {...{ caseId, today: help.today }}
          of={{ offerId: null, supportId, title, kind }}
          onClose={() => setUnsuitable(false)}
        />
      )}
    </li>
  )
}
