using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using AudioSampler.Dsp.Tonal;

// usage: ChromaDump LIST STEM [frames]     LIST has the path of a recording on each line; STEM.f32 gets the chroma vectors of all, one after another, STEM.jsonl a line for each recording.
// With 'frames' it gets the vectors of single frames, as the chords are found by.
bool single = args is [_, _, "frames"];
const int SampleRate = 22_050;
await using FileStream vectors = File.Create(args[1] + ".f32");
await using StreamWriter rows = File.CreateText(args[1] + ".jsonl");
double cpuSeconds = 0;
double audioSeconds = 0;
foreach (string path in await File.ReadAllLinesAsync(args[0]))
{
    float[] samples = await DecodeAsync(path);
    TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
    var extractor = new ChromaExtractor(new ChromaOptions { SampleRate = SampleRate }, samples.Length);
    extractor.Push(samples);
    ChromaFrames frames = extractor.Finish();
    cpuSeconds += (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    audioSeconds += (double)samples.Length / SampleRate;
    vectors.Write(MemoryMarshal.AsBytes((single ? frames.FrameVectors : frames.Vectors).AsSpan()));
    var row = new
    {
        file = path,
        n = single ? frames.FrameVectors.Length / ChromaFrames.Width : frames.Count,
        hop = single ? frames.FrameSeconds : frames.HopSeconds,
        cents = frames.Tuning?.Cents,
        concentration = frames.TuningConcentration,
        persistence = frames.Persistence,
        strength = frames.MeanStrength,
        seconds = (double)samples.Length / SampleRate,
    };
    await rows.WriteLineAsync(JsonSerializer.Serialize(row));
}

Console.WriteLine($"{cpuSeconds:F1} CPU s for {audioSeconds:F0} s: {cpuSeconds / audioSeconds * 1800:F2} for 30 minutes");

static async Task<float[]> DecodeAsync(string path)
{
    var start = new ProcessStartInfo("ffmpeg") { UseShellExecute = false, RedirectStandardOutput = true };
    foreach (string argument in (string[])["-v", "error", "-nostdin", "-i", path, "-ac", "1", "-ar", "22050", "-f", "f32le", "-"])
    {
        start.ArgumentList.Add(argument);
    }

    using Process ffmpeg = Process.Start(start)!;
    using var pcm = new MemoryStream();
    await ffmpeg.StandardOutput.BaseStream.CopyToAsync(pcm);
    await ffmpeg.WaitForExitAsync();
    return MemoryMarshal.Cast<byte, float>(pcm.ToArray()).ToArray();
}
