using System.Runtime.InteropServices;
using AudioSampler.Dsp.Rhythm;

// usage: LevelDump LIST OUT     LIST has the path of a recording (16 bit, mono, 22 050 Hz, no header) on each line. OUT gets, for each, the number of pairs of frames (int32), the levels
// [pairs x 24] and the harmonic change [pairs] of each pair (bytes): what the beat network hears, by the product's own code.
const int SampleRate = 22_050;
const float FullScale = 32_768;
await using FileStream target = File.Create(args[1]);
foreach (string path in await File.ReadAllLinesAsync(args[0]))
{
    byte[] pcm = await File.ReadAllBytesAsync(path);
    float[] samples = Array.ConvertAll(MemoryMarshal.Cast<byte, short>(pcm).ToArray(), sample => sample / FullScale);
    double rms = Math.Sqrt(samples.Sum(sample => (double)sample * sample) / samples.Length);
    var onsets = new OnsetStrength(SampleRate, rms, samples.Length);
    onsets.Push(samples);
    OnsetFrames frames = onsets.Complete();
    int pairs = frames.Levels.Length / OnsetFrames.LevelBands;
    byte[] harmonic = new byte[pairs];
    for (int pair = 0; pair < pairs; pair++)
    {
        float mean = (frames.Harmonic[2 * pair] + frames.Harmonic[(2 * pair) + 1]) / 2;
        harmonic[pair] = (byte)Math.Clamp(MathF.Round(mean * byte.MaxValue), 0, byte.MaxValue);
    }

    target.Write(BitConverter.GetBytes(pairs));
    target.Write(frames.Levels);
    target.Write(harmonic);
}
