import { Button, Tabs } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled, IconLock, IconMessage, IconPhone } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { z } from 'zod'
import type { Answer } from '../../../kernel/operation.ts'
import { useSearchState } from '../../../ui/address/use-address.ts'
import { longDayText, timeText } from '../../../ui/clock.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { Timeline } from '../../../ui/components/timeline.tsx'
import { PageLoading } from '../../../ui/shell/states.tsx'
import type { showCase } from '../../contract.ts'
import styles from '../cases.module.css'
import { Composer } from './composer.tsx'
import { useMoreSections } from './more-sections.tsx'
import { CASE_SECTIONS } from './sections.tsx'

type Shown = Answer<typeof showCase>

const chosen = z.object({ part: z.string().optional() })
const STORY = 'story'

/** A case in parts, one at a time: first its story with what comes next, then what each part of the work has to say (`?part=plans`). */
export function CaseParts({ shown }: { readonly shown: Shown }) {
  const { caseId, child } = shown
  const parts = [...CASE_SECTIONS, ...useMoreSections()]
  const [{ part }, change] = useSearchState(chosen)
  const known = parts.some(({ id }) => id === part)
  return (
    <Tabs
      keepMounted={false}
      value={known ? (part ?? STORY) : STORY}
      onChange={(value) => change({ part: value === STORY ? undefined : value })}
    >
      <Tabs.List mb="lg">
        <Tabs.Tab value={STORY}>Story</Tabs.Tab>
        {parts.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={STORY}>
        <Story shown={shown} />
      </Tabs.Panel>
      {parts.map(({ id, Section: Part }) => (
        <Tabs.Panel key={id} value={id}>
          <Suspense fallback={<PageLoading />}>
            <Part caseId={caseId} pupilId={child.id} />
          </Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

/** What happened, newest first; beside it what comes next, and where to write. */
function Story({ shown }: { readonly shown: Shown }) {
  const { caseId, may, today, toAnswer } = shown
  return (
    <div className={styles.columns}>
      <div>
        <Happened shown={shown} />
      </div>
      <div className={styles.beside}>
        <Next shown={shown} />
        {may.record && (
          <Section title="Write in the case" card>
            <Composer caseId={caseId} today={today} mayRestrict={may.restricted} toAnswer={toAnswer} />
          </Section>
        )}
      </div>
    </div>
  )
}

const AT_FIRST = 25

function Happened({ shown: { happened } }: { readonly shown: Shown }) {
  const [all, setAll] = useState(false)
  const shown = all ? happened : happened.slice(0, AT_FIRST)
  return (
    <Section title="What happened" note={<span data-plain="list">{happened.length}</span>}>
      <Timeline label="What happened in this case" entries={shown.map(entryOf)} />
      {shown.length < happened.length && (
        <Button variant="default" onClick={() => setAll(true)}>
          Show all {happened.length}
        </Button>
      )}
    </Section>
  )
}

/** What the stage asks for, in the order to do it in. */
function Next({ shown: { next } }: { readonly shown: Shown }) {
  if (next.length === 0) return null
  return (
    <Section title="What this stage asks for" card>
      <ul className={styles.steps}>
        {next.map(({ words, done }) => (
          <li key={words} className={`${styles.step} ${done ? styles.done : ''}`}>
            {done ? <IconCircleCheckFilled size={18} aria-hidden /> : <IconCircle size={18} aria-hidden />}
            <span>
              {words}
              <span className="visually-hidden">{done ? ': done' : ': still to do'}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const SIGNS = { message: { icon: IconMessage }, morning: { icon: IconPhone }, case: {} } as const

function entryOf({ id, of, day, at, title, words, by, restricted }: Shown['happened'][number]) {
  // Written down later than it happened: both days are said.
  const happened = at.slice(0, 10) === day ? '' : ` (of ${longDayText(`${day}T12:00:00Z`)})`
  return {
    id,
    ...SIGNS[of],
    ...(restricted ? { icon: IconLock } : {}),
    title: (
      <>
        {title}
        {restricted && <span className={styles.restricted}>Restricted</span>}
      </>
    ),
    when: `${longDayText(at)}, ${timeText(at)}${happened}`,
    by,
    body: words === '' ? undefined : <p className={styles.words}>{words}</p>,
  }
}
