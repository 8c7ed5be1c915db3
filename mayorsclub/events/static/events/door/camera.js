// Reads QR codes by the camera, where the browser can. A code that stays before the camera is
// read once.
(() => {
  "use strict";
  const EVERY = 250;
  const SAME = 5000;

  const canRead = async () => {
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return false;
    return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
  };

  // video: the element. found(text): called for each code. Gives a function that stops it.
  const start = async (video, found) => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    let last = "";
    let until = 0;
    let isOn = true;
    video.srcObject = stream;
    await video.play();
    const look = async () => {
      if (!isOn) return;
      try {
        for (const { rawValue } of await detector.detect(video)) {
          if (rawValue !== last || Date.now() > until) await found(rawValue);
          last = rawValue;
          until = Date.now() + SAME;
        }
      } catch {
        // The picture is not there yet.
      }
      setTimeout(look, EVERY);
    };
    look();
    return () => {
      isOn = false;
      stream.getTracks().forEach((track) => track.stop());
      video.srcObject = null;
    };
  };

  Object.assign(window.door, { camera: { canRead, start } });
})();
