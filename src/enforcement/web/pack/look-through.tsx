import { Alert, Button, Group, Stack } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ContactId } from '../../../kernel/ids.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { makePack, redact } from '../../contract.ts'
import { MADE_PACKS } from './made-packs.tsx'
import { NamesOfOthers } from './names-of-others.tsx'
import styles from './pack.module.css'
import { PartOfPack } from './part-of-pack.tsx'
import type { Shown, Taken } from './shown.ts'

/** Every part of a pack as it would be, with what is taken out of it, and the button that makes it. */
export function LookThrough({
  shown,
  of,
}: {
  readonly shown: Shown
  readonly of: { readonly threadId: string; readonly contactId: ContactId }
}) {
  const schoolId = useSchoolId()
  const [taken, setTaken] = useState<readonly Taken[]>([])
  const [redacting, setRedacting] = useState<string | null>(null)
  const [leave, setLeave] = useState<readonly string[]>([])
  const { ids, made, make, again } = useOnePack()
  const left = useMemo(() => redact(shown.sections, taken), [shown.sections, taken])
  const takeOut = (one: Taken) => setTaken((before) => [...before.filter((other) => keyOf(other) !== keyOf(one)), one])
  const open = shown.suggestions.filter(
    ({ strength, words }) => strength === 'sure' && !leave.includes(words) && !isTaken(taken, words),
  )
  const { from, to, seen } = shown
  return (
    <>
      <NamesOfOthers
        suggestions={shown.suggestions}
        isOut={(words) => isTaken(taken, words)}
        isLeft={(words) => leave.includes(words)}
        onOut={(words, because) => {
          setLeave((before) => before.filter((one) => one !== words))
          takeOut({ section: null, line: null, words, because })
        }}
        onLeave={(words) => {
          setTaken((before) => before.filter((one) => one.words !== words || one.line !== null))
          setLeave((before) => [...before, words])
        }}
      />
      {shown.sections.map((section, place) => (
        <PartOfPack
          key={section.id}
          number={place + 1}
          section={section}
          left={left.sections.find(({ id }) => id === section.id) ?? section}
          redacting={redacting}
          onRedact={setRedacting}
          onTake={takeOut}
        />
      ))}
      <Section title="What is taken out" card>
        <Stack gap="sm">
          <TakenOut
            shown={shown}
            taken={taken}
            onPutBack={(one) => setTaken((before) => before.filter((other) => other !== one))}
          />
          {left.faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
          {open.length > 0 && (
            <p>
              Decide first about {open.map(({ words }) => `“${words}”`).join(', ')}: black it out, or leave it (numbers
              are always blacked out).
            </p>
          )}
          <ProblemAlert error={make.error} />
          {made ? (
            <ItIsMade onAgain={again} />
          ) : (
            <Group>
              <Button
                loading={make.isPending}
                disabled={open.length > 0 || left.faults.length > 0}
                onClick={() =>
                  make.mutate({
                    params: { schoolId, threadId: of.threadId },
                    body: {
                      ...ids,
                      contactId: of.contactId,
                      from,
                      to,
                      seen,
                      redactions: [...taken],
                      leave: [...leave],
                    },
                  })
                }
              >
                Make the pack
              </Button>
            </Group>
          )}
        </Stack>
      </Section>
    </>
  )
}

/** Makes one pack, however often it is pressed, until another is asked for. */
function useOnePack() {
  const [ids, setIds] = useState(() => ({ key: newKey(), packId: newKey() }))
  const [made, setMade] = useState(false)
  const make = useAct(makePack, { onDone: () => setMade(true) })
  const again = () => {
    setIds({ key: newKey(), packId: newKey() })
    setMade(false)
  }
  return { ids, made, make, again }
}

/** What is taken out, each to put back. */
function TakenOut({
  shown,
  taken,
  onPutBack,
}: {
  readonly shown: Shown
  readonly taken: readonly Taken[]
  readonly onPutBack: (one: Taken) => void
}) {
  if (taken.length === 0) return <p>Nothing yet.</p>
  return (
    <ul className={styles.plain}>
      {taken.map((one) => (
        <li key={keyOf(one)} className={styles.taken}>
          <span>
            {one.words === null ? 'One entry left out' : `“${one.words}”`}
            {one.section === null ? ', wherever it stands' : `, ${titleOf(shown, one.section)}`}: {one.because}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => onPutBack(one)}>
            Put back
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** One press makes one pack: where it is, before there can be another. */
function ItIsMade({ onAgain }: { readonly onAgain: () => void }) {
  return (
    <Alert title="The pack is made" role="status">
      <Stack gap="sm" align="flex-start">
        <span>It stands first on the list at the top of this page, as PDF and as ZIP.</span>
        <Group gap="sm">
          <Button onClick={() => document.getElementById(MADE_PACKS)?.scrollIntoView({ block: 'center' })}>
            Go to it
          </Button>
          <Button variant="default" onClick={onAgain}>
            Make another
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}

function isTaken(taken: readonly Taken[], words: string): boolean {
  return taken.some((one) => one.line === null && one.words === words)
}

function keyOf({ section, line, words }: Taken): string {
  return JSON.stringify([section, line, words])
}

function titleOf({ sections }: Shown, section: string): string {
  return sections.find(({ id }) => id === section)?.title ?? ''
}
