import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { FORM_NAMES } from '../../casework/contract.ts'
import { longDay } from '../../kernel/day.ts'
import { download } from '../../ui/call.ts'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { newKey } from '../../ui/new-key.ts'
import { useFileDownload } from '../../ui/use-file-download.ts'
import { useAct } from '../../ui/use-operation.ts'
import { answerPlan, type FamilyPlanShown, familyPlanPaper } from '../contract.ts'
import { AnswerForm } from './answer-form.tsx'
import styles from './family.module.css'

/** Sign in two steps, say that one does not agree, or print. */
export function AnswerPlan({ plan }: { readonly plan: FamilyPlanShown }) {
  const { schoolId, pupilId, planId, version, state } = plan
  const [key] = useState(newKey)
  const [saying, setSaying] = useState<'yes' | 'no'>()
  const act = useAct(answerPlan, { onDone: () => setSaying(undefined) })
  const { start, busy, error } = useFileDownload()
  const params = { schoolId, pupilId, planId }
  const mayAnswer = state === 'yours' || state === 'you do not agree'
  return (
    <Section title={mayAnswer ? 'Your answer' : 'More'}>
      {mayAnswer && (
        <p>
          {plan.form === 'attendance contract'
            ? 'You do not have to sign. Nobody can make you.'
            : 'If something does not fit, say so. The plan can be changed.'}
        </p>
      )}
      {mayAnswer && <QuestionWaits plan={plan} />}
      {saying !== 'yes' && <ProblemAlert error={act.error} />}
      <Stack gap="sm">
        <div className={styles.actions}>
          {mayAnswer && (
            <Button size="md" onClick={() => setSaying('yes')}>
              I agree and sign
            </Button>
          )}
          {mayAnswer && state !== 'you do not agree' && (
            <Button size="md" variant="default" aria-expanded={saying === 'no'} onClick={() => setSaying('no')}>
              I do not agree
            </Button>
          )}
          <Button
            size="md"
            variant="default"
            loading={busy}
            onClick={() => void start(() => download(familyPlanPaper, { params }))}
          >
            Print it
          </Button>
        </div>
        {error !== undefined && <ProblemAlert error={error} />}
        {saying === 'no' && (
          <AnswerForm
            label="What does not fit?"
            press="Tell the school"
            act={act}
            onSend={(words) => act.mutate({ params, body: { key, version, agrees: false, words } })}
          />
        )}
      </Stack>
      {saying === 'yes' && (
        <SureToSign
          plan={plan}
          act={act}
          onSign={() => act.mutate({ params, body: { key, version, agrees: true, words: '' } })}
          onClose={() => setSaying(undefined)}
        />
      )}
    </Section>
  )
}

/** A signature cannot be taken back, so that nobody gives one by a slip of the thumb. */
function SureToSign({
  plan,
  act,
  onSign,
  onClose,
}: {
  readonly plan: FamilyPlanShown
  readonly act: { readonly error: Error | null; readonly isPending: boolean }
  readonly onSign: () => void
  readonly onClose: () => void
}) {
  const { form, child, version, school, body } = plan
  return (
    <Modal
      opened
      onClose={onClose}
      title="Sign this plan?"
      closeButtonProps={{ 'aria-label': 'Close without signing' }}
    >
      <Stack gap="md">
        <p>
          You sign the {FORM_NAMES[form].toLowerCase()} for {child} with {school}, version {version}, from{' '}
          {longDay(body.first)} to {longDay(body.last)}.
        </p>
        <QuestionWaits plan={plan} />
        <p>A signature cannot be taken back here. If you are not sure, wait and talk with the school first.</p>
        <ProblemAlert error={act.error} />
        <Group>
          <Button size="md" loading={act.isPending} onClick={onSign}>
            Yes, I sign
          </Button>
          <Button size="md" variant="default" onClick={onClose}>
            Not yet
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** Whoever asked something signs knowing that the answer is still to come. */
function QuestionWaits({ plan }: { readonly plan: FamilyPlanShown }) {
  const waiting = plan.questions.findLast(({ answer }) => answer === null)
  if (waiting === undefined) return null
  return (
    <p className={styles.asked}>
      {waiting.safety
        ? 'You wrote to those who keep children safe about this plan. They will talk with you. You need not sign before they have.'
        : 'Your question about this plan has no answer yet. You need not sign before it has one.'}
    </p>
  )
}
