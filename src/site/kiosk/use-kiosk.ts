import { refused, success } from '../../kernel/result.ts'
import { schoolTime } from '../../kernel/time-of-day.ts'
import type { UseCase } from '../../platform/http/use-case.ts'
import { signBack, signInLate } from '../../register/index.ts'
import { groupsOn, pupilsOnRoll } from '../../roll/index.ts'
import type * as contract from '../contract.ts'
import { findAtKiosk, kioskRefusal, kioskWelcome, nameOf } from '../rules/kiosk.ts'
import { reasonWords } from '../rules/late-reasons.ts'

/** Finds whoever stands at the kiosk by their name. */
export const findMyself: UseCase<typeof contract.findMyself> = async ({ tx, now }, { params, body }) => {
  const on = { schoolId: params.schoolId, day: schoolTime(now).day }
  const groups = new Map((await groupsOn(tx, on)).map(({ id, name }) => [id, name]))
  const pupils = (await pupilsOnRoll(tx, on)).map(({ id, preferredName, familyName, groupId }) => ({
    pupilId: id,
    preferredName,
    familyName,
    groupName: groupId === null ? null : (groups.get(groupId) ?? null),
  }))
  const { state, found } = findAtKiosk(pupils, body.name)
  return success({
    state,
    found: found.map((pupil) => ({ pupilId: pupil.pupilId, name: nameOf(pupil), groupName: pupil.groupName })),
  })
}

/** Signs in whoever says who they are. All that a refusal tells is where to go: it may be somebody else who asks. */
export const signMyselfIn: UseCase<typeof contract.signMyselfIn> = async (context, { params, body }) => {
  const { key, pupilId, back, reason } = body
  const words = reasonWords(reason)
  const input = { params, query: undefined }
  const signed = back
    ? await signBack(context, { ...input, body: { key, pupilId } })
    : await signInLate(context, {
        ...input,
        body: { key, pupilId, evenThoughPresent: false, ...(words === undefined ? {} : { reason: words }) },
      })
  if (!signed.ok) {
    const { kind, code } = signed.problem
    // A mistake of the device or a lost race is told as it is; what it says of the pupil is not.
    if (kind === 'conflict' || kind === 'not-allowed') return signed
    return refused('site.speak-to-reception', kioskRefusal(code))
  }
  // Who must not be here is signed in by a person or not at all. Refusing takes the sign-in back.
  const { from } = signed.value
  if (from === 'E' || from === 'Y5') return refused('site.speak-to-reception', kioskRefusal(from))
  const on = { schoolId: params.schoolId, day: signed.value.day, pupilIds: [pupilId] }
  const [pupil] = await pupilsOnRoll(context.tx, on)
  return success({
    message: kioskWelcome({ preferredName: pupil?.preferredName ?? '', time: signed.value.time, back }),
  })
}
