import { Button, Group } from '@mantine/core'
import { CheckField, ChoiceField, TextField } from '../../../ui/components/fields.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { REDACTED_BECAUSE } from '../../contract.ts'
import styles from './pack.module.css'
import type { Shown, Taken } from './shown.ts'

type Part = Shown['sections'][number]
type Line = Part['lines'][number]
/** What can be done with an entry: one form at a time, so that no two fields have one name. */
interface Acts {
  readonly redacting: string | null
  readonly onRedact: (line: string | null) => void
  readonly onTake: (one: Taken) => void
}
/** A part as redaction left it. */
type LeftPart = {
  readonly lines: readonly { readonly id: string; readonly cells: readonly string[]; readonly text: string }[]
}

/** One part of a pack, line by line, as it would be printed. Open at once where there is something that people wrote. */
export function PartOfPack({
  number,
  section,
  left,
  ...acts
}: {
  readonly number: number
  readonly section: Part
  readonly left: LeftPart
} & Acts) {
  const mayBlackOut = section.free.length > 0 || section.lines.some(({ text }) => text !== '')
  const count = section.lines.length
  return (
    <details className={styles.part} open={mayBlackOut && count > 0}>
      <summary>
        <h2 className={styles.title}>
          {number}. {section.title}
        </h2>{' '}
        <span className={styles.quiet}>
          {count === 0 ? section.empty : `${count} ${count === 1 ? 'entry' : 'entries'}`}
          {section.whole && count > 0 && ', kept whole'}
        </span>
      </summary>
      {section.intro.map((words) => (
        <p key={words} className={styles.quiet}>
          {words}
        </p>
      ))}
      <ul className={styles.plain}>
        {section.lines.map((line) => (
          <OneLine
            key={line.id}
            section={section}
            line={line}
            left={left.lines.find(({ id }) => id === line.id)}
            mayBlackOut={mayBlackOut}
            {...acts}
          />
        ))}
      </ul>
    </details>
  )
}

function OneLine({
  section,
  line,
  left,
  mayBlackOut,
  redacting,
  onRedact,
  onTake,
}: {
  readonly section: Part
  readonly line: Line
  readonly left: LeftPart['lines'][number] | undefined
  readonly mayBlackOut: boolean
} & Acts) {
  const place = `${section.id} ${line.id}`
  if (left === undefined)
    return (
      <li className={styles.line} data-out>
        Left out: {line.cells.slice(0, 2).join(', ')}
      </li>
    )
  const [first = '', ...cells] = left.cells
  return (
    <li className={styles.line}>
      <div>
        <strong>{first}</strong>
        {cells.map((cell, at) =>
          cell === '' ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the places of a line's cells never change
            <span key={at}>
              {' · '}
              <span className={styles.quiet}>{section.columns[at + 1]}:</span> {cell}
            </span>
          ),
        )}
        {left.text !== '' && <p className={styles.text}>{left.text}</p>}
      </div>
      {(mayBlackOut || !section.whole) && redacting !== place && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onRedact(place)}
          aria-label={`Redact ${line.cells.slice(0, 2).join(', ')}`}
        >
          Redact
        </Button>
      )}
      {redacting === place && (
        <RedactForm
          section={section}
          line={line}
          onTake={(one) => {
            onRedact(null)
            onTake(one)
          }}
          onClose={() => onRedact(null)}
        />
      )}
    </li>
  )
}

interface Values {
  readonly whole: boolean
  readonly words: string
  readonly because: Taken['because']
}

function RedactForm({
  section,
  line,
  onTake,
  onClose,
}: {
  readonly section: Part
  readonly line: Line
  readonly onTake: (one: Taken) => void
  readonly onClose: () => void
}) {
  const fields = useFields<Values>({ whole: false, words: '', because: REDACTED_BECAUSE[0] }, undefined)
  const { whole, words } = fields.values
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={fields.submit((typed) =>
        onTake({
          section: section.id,
          line: line.id,
          words: typed.whole ? null : typed.words.trim(),
          because: typed.because,
        }),
      )}
    >
      {!section.whole && <CheckField label="Leave the whole entry out" {...fields.bind('whole')} />}
      {!whole && <TextField label="Words to black out, as they are written" {...fields.bind('words')} />}
      <ChoiceField
        label="Why"
        {...fields.bind('because')}
        choices={REDACTED_BECAUSE.map((one) => ({
          value: one,
          label: `${one.charAt(0).toUpperCase()}${one.slice(1)}`,
        }))}
      />
      <Group gap="sm">
        <Button type="submit" disabled={!whole && words.trim() === ''}>
          {whole ? 'Leave it out' : 'Black it out'}
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  )
}
