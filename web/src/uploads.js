/**
 * What is said of sounds that were sent.
 * @module uploads
 */

/**
 * What became of sounds that were sent.
 * @param {number} sent how many are new, and analysed @param {{ path: string }[]} known those that were there already @param {number} lost how many could not be sent
 */
export function uploadsSaid(sent, known, lost) {
  const said = [];
  if (sent > 0) said.push(sent === 1 ? "It was sent, and is analysed." : `${sent} sounds were sent, and are analysed.`);
  if (known.length === 1) said.push(`The same sound is here already, as ${known[0].path.replace(/^.*[\\/]/, "")}.`);
  else if (known.length > 1) said.push(`${known.length} sounds are here already, some under other names.`);
  if (lost > 0) said.push(lost === 1 ? "One could not be sent." : `${lost} could not be sent.`);
  return said.join(" ");
}
