import { Button } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { emptyOf, type FileName, type FindingShown, fieldOf, type Tree, titleOfName } from '../../contract.ts'
import { counted } from '../words.ts'
import { FieldView } from './field-view.tsx'
import styles from './form.module.css'
import { inShort } from './in-short.ts'

export interface SettingState {
  readonly name: FileName
  readonly value: Tree | undefined
  readonly edited: boolean
  /** What it takes part in contradicting. */
  readonly findings: readonly FindingShown[]
  readonly faults: ReadonlyMap<string, string>
  /** What holds where the file leaves it out. */
  readonly otherwise: { readonly words: readonly string[]; readonly source: string } | undefined
}

/** One name of the file: what it says in a line, and its fields once it is opened. */
export function SettingRow({
  of,
  onEdit,
}: {
  readonly of: SettingState
  readonly onEdit: (value: Tree | null) => void
}) {
  const { name, value, edited, findings, faults, otherwise } = of
  const [open, setOpen] = useState(false)
  const field = fieldOf(name)
  const wrong = [...faults.keys()].some((place) => `${place}.`.startsWith(`${name}.`))
  const begin = () => onEdit(emptyOf(field.of))
  return (
    <li className={styles.row}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>
          <IconChevronRight className={styles.chevron} size={18} aria-hidden />
          <h3>{titleOfName(name)}</h3>
          {wrong && <StatusPill tone="problem">To correct</StatusPill>}
          {findings.length > 0 && (
            <StatusPill tone={findings.some(({ severity }) => severity !== 'note') ? 'waiting' : 'quiet'}>
              {counted(findings.length, ['finding', 'findings'])}
            </StatusPill>
          )}
          {edited && <StatusPill tone="changed">Changed</StatusPill>}
          <span className={styles.short}>{value === undefined ? leftInWords(of) : inShort(value) || 'Nothing'}</span>
        </summary>
        {open && (
          <div className={styles.body}>
            {findings.map((finding) => (
              <FindingNote key={`${finding.row} ${JSON.stringify(finding.places)}`} of={finding} />
            ))}
            {value === undefined ? (
              <>
                {otherwise?.words.map((words) => (
                  <p key={words}>{words}</p>
                ))}
                <Button variant="default" onClick={begin}>
                  Set it in our policy
                </Button>
              </>
            ) : (
              <>
                <FieldView
                  field={
                    field.of.kind === 'group' || field.of.kind === 'list'
                      ? field
                      : { ...field, label: titleOfName(name) }
                  }
                  path={[name]}
                  value={value}
                  onChange={(next) => onEdit(next === undefined || (field.optional && next === '') ? null : next)}
                  faults={faults}
                />
                {field.optional && (
                  <Button size="compact-sm" variant="subtle" mt="sm" onClick={() => onEdit(null)}>
                    {otherwise === undefined ? 'Take it out of the policy' : 'Leave it to law and guidance'}
                    <span className="visually-hidden">: {titleOfName(name)}</span>
                  </Button>
                )}
              </>
            )}
          </div>
        )}
      </details>
    </li>
  )
}

function leftInWords({ otherwise }: SettingState): string {
  return otherwise === undefined ? 'Nothing said' : `Not in the policy: ${otherwise.source}`
}

/** A contradiction beside the fields that make it: where the other place is, what the law says, what to do. */
function FindingNote({ of: { title, places, legal, toDo } }: { readonly of: FindingShown }) {
  return (
    <div className={styles.note}>
      <p>
        <strong>{title}.</strong> {toDo}
      </p>
      <ul>
        {places.map((place) => (
          <li key={`${place.section} ${place.words}`}>
            {place.section}: “{place.words}”
          </li>
        ))}
      </ul>
      <p className={styles.law}>
        {legal.position} {legal.source}
        {legal.verified ? '' : ' (unverified)'}
      </p>
    </div>
  )
}

/** Whether a finding has a place in a name of the file. */
export function isAbout({ places }: FindingShown, name: FileName): boolean {
  return places.some(({ field }) => field === name || field?.startsWith(`${name}.`))
}
