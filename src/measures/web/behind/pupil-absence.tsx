import { lazy, Suspense, useState } from 'react'
import type { PupilId } from '../../../kernel/ids.ts'
import { percentText } from '../../../ui/components/percentage.tsx'
import { WhyFrame } from '../why/why-frame.tsx'
import type { WhyText } from '../why/why-text.ts'
import styles from './behind.module.css'

const PupilOfFigure = lazy(() =>
  import('../why/pupil-of-figure.tsx').then(({ PupilOfFigure }) => ({ default: PupilOfFigure })),
)

/** One pupil's absence with its sessions; pressing it shows every session counted and who made its mark. */
export function PupilAbsence({
  pupilId,
  name,
  absent,
  possible,
  asked = {},
}: {
  readonly pupilId: PupilId
  readonly name: string
  readonly absent: number
  readonly possible: number
  /** The days counted, as the page was asked. */
  readonly asked?: Omit<WhyText, 'figure'>
}) {
  const [opened, setOpened] = useState(false)
  const [markOpen, setMarkOpen] = useState(false)
  if (possible === 0) return <span className={styles.of}>No sessions yet</span>
  const why = { ...asked, figure: 'absence' } as const
  return (
    <>
      <button type="button" className={styles.figure} onClick={() => setOpened(true)}>
        <span className="visually-hidden">Absence of {name}: </span>
        {percentText(absent, possible)} %{' '}
        <span className={styles.of}>
          · {absent} of {possible}
        </span>
        <span className="visually-hidden">. Why this figure?</span>
      </button>
      <WhyFrame opened={opened} onClose={() => setOpened(false)} closeOnEscape={!markOpen}>
        {opened && (
          <Suspense>
            <PupilOfFigure why={why} pupilId={pupilId} onMark={setMarkOpen} />
          </Suspense>
        )}
      </WhyFrame>
    </>
  )
}
