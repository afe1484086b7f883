/**
 * A page that lies on its side or upside down, turned for the eye.
 */

/**
 * A box on a page that was turned.
 *
 * @param {number[]} bbox left, top, right, bottom as fractions of the page
 * @param {number} turns quarters clockwise, 0 to 3
 * @returns {number[]}
 */
export function turnBox([left, top, right, bottom], turns) {
  if (turns === 0) return [left, top, right, bottom];
  return turnBox([1 - bottom, left, 1 - top, right], turns - 1);
}

/**
 * A picture, turned.
 *
 * @param {string} address of the picture
 * @param {number} turns quarters clockwise, 0 to 3
 * @returns {Promise<string>} address of another one, to be revoked after use
 */
export async function turnPicture(address, turns) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = turns % 2 ? [height, width] : [width, height];
  const pen = canvas.getContext("2d");
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((turns * Math.PI) / 2);
  pen.drawImage(image, -width / 2, -height / 2);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/webp", 0.9));
  return URL.createObjectURL(blob);
}
