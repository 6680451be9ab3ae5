/**
 * What is said of sounds that were sent.
 * @module uploads
 */

/**
 * What became of sounds that were sent.
 * @param {number} sent how many are new, and analysed @param {{ path: string }[]} known those that were there already @param {number} lost how many could not be sent @param {string[]} [leftOut] names of files that are no sounds
 */
export function uploadsSaid(sent, known, lost, leftOut = []) {
  const said = [];
  if (sent > 0) said.push(sent === 1 ? "It was sent, and is analysed." : `${sent} sounds were sent, and are analysed.`);
  if (known.length === 1) said.push(`The same sound is here already, as ${known[0].path.replace(/^.*[\\/]/, "")}.`);
  else if (known.length > 1) said.push(`${known.length} sounds are here already, some under other names.`);
  if (lost > 0) said.push(lost === 1 ? "One could not be sent." : `${lost} could not be sent.`);
  if (leftOut.length === 1) said.push(`${leftOut[0]} was left out: it is no sound.`);
  else if (leftOut.length > 1) said.push(`${leftOut.length} files that are no sounds were left out: ${leftOut.slice(0, 3).join(", ")}${leftOut.length > 3 ? ", …" : "."}`);
  return said.join(" ");
}
