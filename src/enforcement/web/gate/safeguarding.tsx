import { useSchoolId } from '../../../ui/address/use-address.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { answerSafeguarding } from '../../contract.ts'
import { AnswerForm } from './answer-form.tsx'

/** The safeguarding lead's answer: everybody learns the answer, nobody else the words. */
export function Safeguarding({ threadId }: { readonly threadId: string }) {
  const schoolId = useSchoolId()
  const act = useAct(answerSafeguarding)
  return (
    <AnswerForm
      id="safeguarding"
      choice={{
        label: 'Safeguarding',
        choices: [
          { value: 'go on', label: 'Does not speak against a formal step' },
          { value: 'stop', label: 'It must not go on' },
        ],
      }}
      label="What was considered"
      hint="Only those who look after safety read this: it is kept among the restricted entries of the case."
      submit="Keep the answer"
      busy={act.isPending}
      error={act.error}
      onSend={(body) => act.mutate({ params: { schoolId, threadId }, body })}
    />
  )
}
