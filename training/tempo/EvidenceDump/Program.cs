using System.Globalization;
using System.Runtime.InteropServices;
using AudioSampler.Analysis.Analyzers.Tempo;
using AudioSampler.Dsp.Rhythm;

// usage: EvidenceDump level LIST OUT     writes OUT.bin (float32 [tempi x features] for each stretch) and OUT.idx (file, first frame, frames, 0): for train_tempo.py
//        EvidenceDump choice LIST OUT    writes OUT.choice (file, start, seconds, bpm of a level, features, whether it is the off-beats) for each level at which the beats may be counted, and OUT.beats (times in seconds, a line for each): for train_choice.py and train_offbeat.py
//        EvidenceDump track LIST OUT     writes OUT.meter (file, bpm found, features), OUT.pulse (file, start, seconds, bpm found, features): for train_classes.py
// LIST has the path of a recording (16 bit, mono, 22 050 Hz, no header) on each line. What is written is computed by the product's own code, with the networks that it ships.
const int SampleRate = 22_050;
const float FullScale = 32_768;
const double ShortestSeconds = 1.5;
double[] longestSeconds = [14, 5, 2.5];
string[] paths = await File.ReadAllLinesAsync(args[1]);
if (args[0] == "level")
{
    Level(paths, args[2]);
}
else if (args[0] == "choice")
{
    Choice(paths, args[2], longestSeconds);
}
else
{
    Track(paths, args[2], longestSeconds);
}

static float[] Read(string path) =>
    Array.ConvertAll(MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(path)).ToArray(), sample => sample / FullScale);

static OnsetFrames Listen(float[] samples)
{
    double rms = Math.Sqrt(samples.Sum(sample => (double)sample * sample) / samples.Length);
    var onsets = new OnsetStrength(SampleRate, rms, samples.Length);
    onsets.Push(samples);
    return onsets.Complete();
}

static void Level(string[] paths, string target)
{
    using FileStream rows = File.Create(target + ".bin");
    using StreamWriter index = File.CreateText(target + ".idx");
    var evidence = new TempoEvidence();
    float[] features = new float[TempoGrid.Count * TempoEvidence.FeatureCount];
    for (int file = 0; file < paths.Length; file++)
    {
        OnsetFrames frames = Listen(Read(paths[file]));
        int whole = Math.Min(frames.Count, TempoEvidence.MostFrames);
        // Whole stretches, as long recordings have them, and short ones, as loops are.
        int length = 500 + (file * 7919 % 800);
        int least = 140 + (file * 7907 % 360);
        (int From, int Count)[] stretches =
        [
            (0, whole),
            (frames.Count - whole, whole),
            (Math.Max(0, (frames.Count - length) / 2), Math.Min(length, frames.Count)),
            (Math.Max(0, (frames.Count - least) / 3), Math.Min(least, frames.Count)),
        ];
        foreach ((int from, int count) in stretches.Distinct())
        {
            evidence.Compute(frames, from, count, features);
            rows.Write(MemoryMarshal.AsBytes(features.AsSpan()));
            index.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file} {from} {count} 0"));
        }
    }
}

static void Track(string[] paths, string target, double[] longestSeconds)
{
    using FileStream meters = File.Create(target + ".meter");
    using FileStream pulses = File.Create(target + ".pulse");
    float[] meter = new float[MeterEvidence.FeatureCount];
    float[] pulse = new float[PulseEvidence.FeatureCount];
    for (int file = 0; file < paths.Length; file++)
    {
        float[] samples = Read(paths[file]);
        (TempoTrack joint, TempoTrack signal) = Follow(samples);
        if (joint.Beats.Length > 7)
        {
            MeterEvidence.Fill(joint.SignalDownbeatLogOdds, joint.Accents, joint.Evidence, meter);
            Write(meters, [file, (float)joint.MiddleBpm], meter);
        }

        PulseEvidence.Fill(signal, pulse);
        Write(pulses, [file, 0, (float)samples.Length / SampleRate, (float)signal.MiddleBpm], pulse);

        foreach ((int from, int count) in Cuts(file, samples.Length, longestSeconds))
        {
            TempoTrack part = Follow(samples[from..(from + count)]).Signal;
            PulseEvidence.Fill(part, pulse);
            Write(pulses, [file, (float)from / SampleRate, (float)count / SampleRate, (float)part.MiddleBpm], pulse);
        }
    }
}

static void Choice(string[] paths, string target, double[] longestSeconds)
{
    using FileStream rows = File.Create(target + ".choice");
    using StreamWriter beats = File.CreateText(target + ".beats");
    float[] features = new float[OffBeatEvidence.FeatureCount + 1];
    for (int file = 0; file < paths.Length; file++)
    {
        float[] samples = Read(paths[file]);
        foreach ((int from, int count) in Cuts(file, samples.Length, longestSeconds).Prepend((0, samples.Length)))
        {
            OnsetFrames frames = Listen(samples[from..(from + count)]);
            TempoTrack joint = TempoTrack.Follow(frames, TempoModels.Instance, 0, TempoGrid.Count - 1, default).Joint;
            if (joint.Beats.Length < TempoTrack.FewestBeats)
            {
                continue;
            }

            foreach (TempoTrack level in TempoTrack.Levels(frames, joint, TempoModels.Instance, 0, TempoGrid.Count - 1, default))
            {
                foreach (TempoTrack side in level.OffBeat is { } off ? (TempoTrack[])[level, off] : [level])
                {
                    OffBeatEvidence.Fill(side, TempoModels.Instance, features.AsSpan(0, OffBeatEvidence.FeatureCount));
                    features[^1] = side == level ? 0 : 1;
                    Write(rows, [file, (float)from / SampleRate, (float)count / SampleRate, (float)side.MiddleBpm], features);
                    double start = (double)from / SampleRate;
                    beats.WriteLine(
                        string.Join(
                            ' ',
                            side.Beats.Select(beat => (start + frames.TimeOf(beat)).ToString("F3", CultureInfo.InvariantCulture))
                        )
                    );
                }
            }
        }
    }
}

// Loops are short, and so are hits: what is short is to be known as well.
static IEnumerable<(int From, int Count)> Cuts(int file, int length, double[] longestSeconds)
{
    var draw = new Random(file);
    foreach (double longest in longestSeconds)
    {
        int count = (int)(SampleRate * ShortestSeconds * Math.Pow(longest / ShortestSeconds, draw.NextDouble()));
        int from = draw.Next(Math.Max(1, length - count));
        if (count < length)
        {
            yield return (from, count);
        }
    }
}

static (TempoTrack Joint, TempoTrack Signal) Follow(float[] samples) =>
    TempoTrack.Follow(Listen(samples), TempoModels.Instance, 0, TempoGrid.Count - 1, default);

static void Write(Stream target, ReadOnlySpan<float> head, ReadOnlySpan<float> features)
{
    target.Write(MemoryMarshal.AsBytes(head));
    target.Write(MemoryMarshal.AsBytes(features));
}
