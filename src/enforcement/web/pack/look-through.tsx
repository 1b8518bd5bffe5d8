import { Button, Group, Stack } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ContactId } from '../../../kernel/ids.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { ProblemAlert } from '../../../ui/components/problem-alert.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { makePack, redact } from '../../contract.ts'
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
  const [ids, setIds] = useState(() => ({ key: newKey(), packId: newKey() }))
  const [taken, setTaken] = useState<readonly Taken[]>([])
  const [redacting, setRedacting] = useState<string | null>(null)
  const [leave, setLeave] = useState<readonly string[]>([])
  const make = useAct(makePack, {
    onDone: () => {
      setIds({ key: newKey(), packId: newKey() })
      window.scrollTo({ top: 0 })
    },
  })
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
          {taken.length === 0 ? (
            <p>Nothing yet.</p>
          ) : (
            <ul className={styles.plain}>
              {taken.map((one) => (
                <li key={keyOf(one)} className={styles.taken}>
                  <span>
                    {one.words === null ? 'One entry left out' : `“${one.words}”`}
                    {one.section === null ? ', wherever it stands' : `, ${titleOf(shown, one.section)}`}: {one.because}
                  </span>
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => setTaken((before) => before.filter((other) => other !== one))}
                  >
                    Put back
                  </Button>
                </li>
              ))}
            </ul>
          )}
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
          <Group>
            <Button
              loading={make.isPending}
              disabled={open.length > 0 || left.faults.length > 0}
              onClick={() =>
                make.mutate({
                  params: { schoolId, threadId: of.threadId },
                  body: { ...ids, contactId: of.contactId, from, to, seen, redactions: [...taken], leave: [...leave] },
                })
              }
            >
              Make the pack
            </Button>
          </Group>
        </Stack>
      </Section>
    </>
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
