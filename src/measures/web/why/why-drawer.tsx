import { Button, Stack } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { KeyValues } from '../../../ui/components/key-values.tsx'
import { useReach } from '../../../ui/me.tsx'
import { SmallLoading } from '../../../ui/shell/states.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { whyFigure } from '../../contract.ts'
import { pupilsInWords } from '../../rules/definitions/behind-words.ts'
import { Definition, FigureHead } from './figure-head.tsx'
import { PupilOfFigure } from './pupil-of-figure.tsx'
import { PupilsOfFigure } from './pupils-of-figure.tsx'
import styles from './why.module.css'
import { WhyFrame } from './why-frame.tsx'
import { figureAsked, type WhyText } from './why-text.ts'
import { momentInWords, sessionInWords } from './why-words.ts'

/** Everything behind one number, down to the single mark and who made it. */
export function WhyDrawer({
  why,
  what,
  opened,
  onClose,
}: {
  readonly why: WhyText
  readonly what: string
  readonly opened: boolean
  readonly onClose: () => void
}) {
  const [markOpen, setMarkOpen] = useState(false)
  return (
    <WhyFrame opened={opened} onClose={onClose} closeOnEscape={!markOpen}>
      {opened && <Explanation why={why} what={what} onMark={setMarkOpen} />}
    </WhyFrame>
  )
}

function Explanation({
  why,
  what,
  onMark,
}: {
  readonly why: WhyText
  readonly what: string
  readonly onMark: (open: boolean) => void
}) {
  const schoolId = useSchoolId()
  const [pupilId, setPupilId] = useState<string>()
  const asked = useOperation(whyFigure, { params: { schoolId }, querystring: why })
  return (
    <Answered question={asked} loading={<SmallLoading />}>
      {(answer) =>
        pupilId === undefined ? (
          <Whole why={why} what={what} answer={answer} onPupil={setPupilId} />
        ) : (
          <Stack gap="md">
            <div>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconArrowLeft size={16} aria-hidden />}
                onClick={() => setPupilId(undefined)}
              >
                Back to the figure
              </Button>
            </div>
            <PupilOfFigure why={why} pupilId={pupilId} onMark={onMark} />
          </Stack>
        )
      }
    </Answered>
  )
}

const GROUPED = new Intl.NumberFormat('en-GB')

function Whole({
  why,
  what,
  answer,
  onPupil,
}: {
  readonly why: WhyText
  readonly what: string
  readonly answer: Answer<typeof whyFigure>
  readonly onPupil: (pupilId: string) => void
}) {
  const seesPupils = useReach('pupil.view') === 'all'
  const { definition, journal } = answer
  if (answer.notGiven !== null)
    return (
      <Stack gap="md">
        <p className={styles.what}>{what}</p>
        <p className={styles.words}>{answer.notGiven}</p>
        <Definition definition={definition} />
      </Stack>
    )
  return (
    <Stack gap="md">
      <FigureHead what={what} answer={answer} />
      <KeyValues
        of={[
          ['Counts from', sessionInWords(answer.from)],
          ['Counts to', `${sessionInWords(answer.until)}, the last session asked for whose registers have all closed`],
          ['Sessions the school met', GROUPED.format(answer.sessionsMet)],
          ['Whom it is of', answer.part],
          ['Pupils', pupilsInWords(figureAsked(why), answer.enrolments)],
          ['Rounding', answer.rounding],
          [
            'Marks as they stood',
            journal.writtenAt === null
              ? 'No register has been saved yet'
              : `after entry ${GROUPED.format(journal.number)} of the journal, written ${momentInWords(journal.writtenAt)}`,
          ],
        ]}
      />
      <Definition definition={definition} />
      {seesPupils ? (
        <PupilsOfFigure why={why} answer={answer} onPupil={onPupil} />
      ) : (
        <p className={styles.quiet}>The pupils behind it are shown to those who may see every pupil of the school.</p>
      )}
    </Stack>
  )
}
