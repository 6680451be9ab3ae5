using System.Runtime.InteropServices;
using AudioSampler.Analysis.Analyzers.Activations;
using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Dsp.Resampling;
using AudioSampler.Inference.Tagging;

namespace AudioSampler.Training.Tagging;

/// <summary>
/// Varies the recordings and writes what networks hear in them: windows of 1 s with the teacher's logits, to train the embedded tagger (<c>pool.*</c>), and
/// whole sounds and stretches with statistics and embeddings, to train heads (<c>wholes-NAME.f32</c>, <c>stretches-NAME.f32</c>). One row after the other; the Python side knows their widths.
/// </summary>
internal sealed class TaggingPool : IDisposable
{
    private const int Second = NetworkMel.SampleRate;
    private const int LongestSamples = 10 * Second;
    private const int Rare = 12;
    private const int StretchBlocks = 32;
    private readonly LabelledSounds _sounds;
    private readonly Tagger _tagger;
    private readonly Dictionary<string, int> _counts;
    private readonly FileStream? _mel;
    private readonly FileStream? _pool;
    private readonly FileStream _wholes;
    private readonly FileStream _stretches;
    private readonly Lock _lock = new();
    private int _windows;

    public TaggingPool(string work, Tagger tagger, bool windows)
    {
        _sounds = LabelledSounds.Open(work);
        _tagger = tagger;
        _counts = _sounds.Sounds.SelectMany(s => s.Labels).CountBy(l => l).ToDictionary();
        if (windows)
        {
            _mel = File.Create(Path.Combine(work, "pool.mel"));
            _pool = File.Create(Path.Combine(work, "pool.f32"));
        }

        _wholes = File.Create(Path.Combine(work, $"wholes-{tagger.Name}.f32"));
        _stretches = File.Create(Path.Combine(work, $"stretches-{tagger.Name}.f32"));
    }

    public void Make()
    {
        int done = 0;
        Parallel.For(
            0,
            _sounds.Sounds.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            number =>
            {
                Make(number);
                if (Interlocked.Increment(ref done) % 1000 == 0)
                {
                    Console.WriteLine($"{done} of {_sounds.Sounds.Length} sounds, {_windows} windows");
                }
            }
        );
        Console.WriteLine($"{_windows} windows of {done} sounds");
    }

    public void Dispose()
    {
        _sounds.Dispose();
        _mel?.Dispose();
        _pool?.Dispose();
        _wholes.Dispose();
        _stretches.Dispose();
    }

    private void Make(int number)
    {
        LabelledSound clip = _sounds.Sounds[number];
        var random = new Random(7000 + number);
        var variation = new SoundVariation(random);
        double seconds = (double)clip.Length / Second;
        int wanted = Wanted(clip);
        int each = seconds < 1.2 ? 1 : (int)Math.Min(6, seconds);
        int variants = Math.Max(1, (int)Math.Round((double)wanted / each));
        float[] original = _sounds.Read(number);
        for (int variant = 0; variant < variants; variant++)
        {
            int second = -1;
            float[] sound = variant == 0 ? original : variation.Vary(original);
            if (variant == 0 && random.NextDouble() < 0.5)
            {
                sound = variation.Loud(sound);
            }
            else if (variant > 0 && random.NextDouble() < 0.2)
            {
                int other = random.Next(_sounds.Sounds.Length);
                double db = -18 + (15 * random.NextDouble());
                sound = variation.Mix(sound, variation.Vary(_sounds.Read(other)), db);
                bool single = clip.Coarse is "percussion-one-shot" or "instrument-note";
                second = db > -8 && !single ? other : -1;
                second = second < 0 ? -2 - other : second;
            }

            sound = sound.Length > LongestSamples ? sound[..LongestSamples] : sound;
            Write(number, variant, second, sound, each, random);
        }
    }

    /// <summary>Windows that are wanted of a recording: more of kinds and labels that are rare.</summary>
    private int Wanted(LabelledSound clip)
    {
        int wanted = clip.Coarse switch
        {
            "environment" => 24,
            "percussion-one-shot" => 8,
            "instrument-note" => 5,
            "speech" => 4,
            "music" => 8,
            "singing" => 10,
            _ => 3,
        };
        return clip.Labels.Length > 0 && clip.Labels.Min(l => _counts[l]) < Rare ? 2 * wanted : wanted;
    }

    private void Write(int number, int variant, int second, float[] sound, int each, Random random)
    {
        TaggingNetwork network = _tagger.Network;
        var signal = new MemorySignal(sound, Second);
        double seconds = (double)sound.Length / Second;
        HeardSound? whole = _tagger.ShortWindowsOnly ? null : LongListening.Hear(_tagger, signal, 0, seconds, CancellationToken.None);
        ActivationSeries series = ActivationSeriesProvider
            .ComputeAsync(signal, _tagger, 1, CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        HeardSound? shortly = HeardSound.Of(series, ..);
        whole ??= shortly;
        if (whole is null || shortly is null)
        {
            return;
        }

        if (_mel is not null)
        {
            WriteWindows(number, second, sound, whole, each, random);
        }

        FeatureSeries features = FeatureSeriesProvider.Compute(
            new MemorySignal(Resample(sound), FeatureLayout.SampleRate),
            CancellationToken.None
        );
        float[] statistics = new float[KindStatistics.Count];
        if (features.Count == 0 || !KindStatistics.Measure(features, 0, Math.Min(features.Count, KindStatistics.MaximumBlocks), statistics))
        {
            return;
        }

        Row(_wholes, [number, variant, second], statistics, shortly.Embedding, whole.Logits, whole.Embedding);
        for (int i = 0; i < 3 && features.Count > 8; i++)
        {
            int length = Math.Min(features.Count, random.NextDouble() < 0.5 ? StretchBlocks : 6 + random.Next(120));
            int first = random.Next(features.Count - length + 1);
            double start = first * FeatureLayout.BlockSeconds;
            HeardSound? heard = HeardSound.Of(series, series.Within(start, start + (length * FeatureLayout.BlockSeconds)));
            if (heard is not null && KindStatistics.Measure(features, first, length, statistics))
            {
                double end = Math.Min(seconds, start + (length * FeatureLayout.BlockSeconds));
                Row(_stretches, [number, variant, second], statistics, heard.Embedding, AtLength(number, signal, i, start, end));
            }
        }
    }

    /// <summary>
    /// The mean embedding of long windows. Hearing all stretches so would take as long as all else together: the first of each recording is enough, and none of single
    /// sounds, whose parts are something else. The others get zeros.
    /// </summary>
    private float[] AtLength(int number, MemorySignal signal, int stretch, double start, double end)
    {
        if (_tagger.ShortWindowsOnly)
        {
            return [];
        }

        bool single = _sounds.Sounds[number].Coarse is "percussion-one-shot" or "instrument-note";
        HeardSound? heard = stretch > 0 || single ? null : LongListening.Hear(_tagger, signal, start, end, CancellationToken.None);
        return heard?.Embedding ?? new float[_tagger.Network.EmbeddingSize];
    }

    private void WriteWindows(int number, int second, float[] sound, HeardSound whole, int each, Random random)
    {
        TaggingNetwork network = _tagger.Network;
        float[] logits = new float[network.LabelCount];
        float[] embedding = new float[network.EmbeddingSize];
        for (int i = 0; i < each; i++)
        {
            float[] window = new float[Second];
            if (sound.Length <= Second)
            {
                int latest = Second - sound.Length;
                int late = Math.Min(latest, random.NextDouble() < 0.6 ? random.Next(Second / 16) : random.Next(latest + 1));
                sound.CopyTo(window, late);
            }
            else
            {
                int start = (int)((i + random.NextDouble()) / each * (sound.Length - Second));
                sound.AsSpan(start, Second).CopyTo(window);
            }

            if (window.Max(Math.Abs) < 3e-3f)
            {
                continue;
            }

            var mel = new NetworkMel();
            mel.Push(window);
            mel.Complete();
            float[] frames = new float[Tagger.WindowFrames * NetworkMel.BandCount];
            for (int at = 0; at < frames.Length && mel.TryRead(frames.AsSpan(at)); at += NetworkMel.BandCount) { }
            network.Hear(frames, [0], Tagger.WindowFrames, logits, embedding, CancellationToken.None);
            byte[] halves = new byte[frames.Length * sizeof(ushort)];
            System.Numerics.Tensors.TensorPrimitives.ConvertToHalf(frames, MemoryMarshal.Cast<byte, Half>(halves.AsSpan()));
            lock (_lock)
            {
                _mel!.Write(halves);
                Append(_pool!, [number, second], logits, whole.Logits);
                _windows++;
            }
        }
    }

    private void Row(FileStream file, ReadOnlySpan<float> head, params ReadOnlySpan<float[]> parts)
    {
        lock (_lock)
        {
            Append(file, head, parts);
        }
    }

    private static void Append(FileStream file, ReadOnlySpan<float> head, params ReadOnlySpan<float[]> parts)
    {
        file.Write(MemoryMarshal.AsBytes(head));
        foreach (float[] part in parts)
        {
            file.Write(MemoryMarshal.AsBytes(part.AsSpan()));
        }
    }

    private static float[] Resample(float[] sound)
    {
        var resampler = new PolyphaseResampler(Second, FeatureLayout.SampleRate);
        List<float> result = [];
        float[] output = new float[resampler.LargestOutput(8192)];
        ReadOnlySpan<float> rest = sound;
        while (rest.Length > 0)
        {
            (int consumed, int produced) = resampler.Process(rest[..Math.Min(rest.Length, 8192)], output);
            result.AddRange(output.AsSpan(0, produced));
            rest = rest[consumed..];
        }

        int flushed;
        while ((flushed = resampler.Flush(output)) > 0)
        {
            result.AddRange(output.AsSpan(0, flushed));
        }

        return [.. result];
    }
}
