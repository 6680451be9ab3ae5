using AudioSampler.Samples;

// Writes the recordings of samples/ and their truth: dotnet run --project tools/Samples [FOLDER]
string folder = args is [string given] ? given : "samples";
Directory.CreateDirectory(folder);
foreach (Sample sample in SampleSet.All)
{
    Track track = sample.Render();
    string path = Path.Combine(folder, sample.Name);
    await AudioFile.WriteAsync(track, path);
    await Console.Error.WriteLineAsync($"{path}: {track.Seconds:0.00} s, peak {track.Peak:0.00}, {new FileInfo(path).Length / 1024} KiB");
}

await TruthFile.WriteAsync(SampleSet.All, Path.Combine(folder, "truth.json"));
