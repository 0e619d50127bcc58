// The contrast of the words in drawings, which axe does not look at: WCAG 2.2, success criterion 1.4.3.

/** In the page: every text of a drawing whose contrast with what it stands on is below 4.5. */
export function faintTexts() {
  const parse = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { rgb: [red, green, blue], alpha };
  };
  // Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const isPainted = (colour) => colour !== "none" && parse(colour).alpha > 0;
  const ground = (text) => {
    const box = text.getBoundingClientRect();
    const at = [box.left + box.width / 2, box.top + box.height / 2];
    for (const element of document.elementsFromPoint(...at)) {
      if (element === text || element.contains(text)) {
        if (!(element instanceof HTMLElement)) continue;
      }
      const style = getComputedStyle(element);
      const colour = element instanceof SVGElement ? style.fill : style.backgroundColor;
      const isShape = element.localName === "path";
      if (element instanceof SVGElement && !isShape) continue;
      if (isPainted(colour)) return parse(colour).rgb;
    }
    return parse(getComputedStyle(document.body).backgroundColor).rgb;
  };
  const faint = [];
  for (const text of document.querySelectorAll("svg text")) {
    text.scrollIntoView({ block: "center" });
    const found = contrast(parse(getComputedStyle(text).fill).rgb, ground(text));
    if (found < 4.5) faint.push(`${text.textContent}: ${found.toFixed(2)}`);
  }
  return faint;
}
