using System.Buffers.Binary;
using System.Numerics.Tensors;
using AudioSampler.Catalog.Storage;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Similarity;

/// <summary>A region as a point among sounds: the network's embedding and a few dozen values a musician would recognise, both before they are put to one scale.</summary>
internal sealed class SoundVector
{
    /// <summary>Model of regions that no network heard: their overall likeness is that of their timbre.</summary>
    public const string NoModel = "signal";

    private const int HeaderBytes = 4;
    private const double Quiet = -60;

    private SoundVector(string model, float[] embedding, float[] aspects)
    {
        Model = model;
        Embedding = embedding;
        Aspects = aspects;
    }

    /// <summary>The network in whose space it lies.</summary>
    public string Model { get; }

    /// <summary>The embedding; empty when no network heard it.</summary>
    public float[] Embedding { get; }

    /// <summary>[<see cref="AspectBlock.Total"/>]; NaN for what is not known.</summary>
    public float[] Aspects { get; }

    /// <summary>The point of a region; null when its signal was not measured, or is digital silence.</summary>
    public static SoundVector? Of(ReadResults region)
    {
        if (region.Of("features", AnalysisJson.Default.FeaturesResult) is not { RmsDb: not null, MfccMean.Length: 20 } features)
        {
            return null;
        }

        SoundEmbedding? heard = region.Of("activations", AnalysisJson.Default.ActivationsResult)?.Embedding;
        float[] embedding = heard is null ? [] : Values(heard);
        return new SoundVector(embedding.Length == 0 ? NoModel : heard!.Model, embedding, AspectsOf(region, features));
    }

    /// <summary>The point as it is stored: embedding in 8 bits with one scale, the rest in 16-bit floats.</summary>
    public byte[] Pack()
    {
        byte[] packed = new byte[HeaderBytes + Embedding.Length + (AspectBlock.Total * 2)];
        float largest = Embedding.Length == 0 ? 0 : MathF.Abs(TensorPrimitives.MaxMagnitude(Embedding));
        float scale = largest > 0 ? largest / sbyte.MaxValue : 1;
        BinaryPrimitives.WriteSingleLittleEndian(packed, scale);
        for (int i = 0; i < Embedding.Length; i++)
        {
            packed[HeaderBytes + i] = (byte)(sbyte)MathF.Round(Embedding[i] / scale);
        }

        Span<byte> rest = packed.AsSpan(HeaderBytes + Embedding.Length);
        for (int i = 0; i < AspectBlock.Total; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(rest[(i * 2)..], (Half)Aspects[i]);
        }

        return packed;
    }

    /// <summary>The point from its stored form.</summary>
    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    public static SoundVector Unpack(string model, ReadOnlySpan<byte> packed)
    {
        int dimensions = packed.Length - HeaderBytes - (AspectBlock.Total * 2);
        if (dimensions < 0)
        {
            throw new InvalidDataException("a point among sounds is too short");
        }

        float scale = BinaryPrimitives.ReadSingleLittleEndian(packed);
        float[] embedding = new float[dimensions];
        for (int i = 0; i < dimensions; i++)
        {
            embedding[i] = (sbyte)packed[HeaderBytes + i] * scale;
        }

        ReadOnlySpan<byte> rest = packed[(HeaderBytes + dimensions)..];
        float[] aspects = new float[AspectBlock.Total];
        for (int i = 0; i < aspects.Length; i++)
        {
            aspects[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(rest[(i * 2)..]);
        }

        return new SoundVector(model, embedding, aspects);
    }

    private static float[] AspectsOf(ReadResults region, FeaturesResult features)
    {
        TempoResult? tempo = region.Of("tempo", AnalysisJson.Default.TempoResult);
        SampleResult? sample = region.Of("sample", AnalysisJson.Default.SampleResult);
        LoudnessResult? loudness = region.Of("loudness", AnalysisJson.Default.LoudnessResult);
        PitchResult? pitch = region.Of("pitch", AnalysisJson.Default.PitchResult);
        float[] values = new float[AspectBlock.Total];
        Fill(
            values,
            AspectBlock.Timbre,
            [
                .. features.MfccMean.Skip(1), // the first is the level
                .. features.MfccStd,
                Log(features.CentroidHz?.Mean),
                Log(1 + features.CentroidHz?.Std),
                Log(features.RolloffHz?.Mean),
                Log(1e-6 + features.Flatness?.Mean),
                features.ZeroCrossingRate?.Mean,
            ]
        );
        // Tempi an octave apart feel alike, so a tempo is a place on a circle.
        double? turn = tempo?.Bpm is { } bpm ? 2 * Math.PI * Math.Log2(bpm) : null;
        Fill(
            values,
            AspectBlock.Rhythm,
            [
                Log(0.1 + features.OnsetRateHz),
                features.OnsetStrength?.Mean,
                features.OnsetStrength?.Std,
                features.RmsDb?.Std,
                Log(0.1 + features.DurationS),
                turn is null ? null : Math.Cos(turn.Value),
                turn is null ? null : Math.Sin(turn.Value),
                Log(1 + sample?.AttackMs),
                Log(1 + sample?.DecayMs),
            ]
        );
        Fill(
            values,
            AspectBlock.Pitch,
            [
                .. Enumerable.Range(0, 12).Select(i => features.ChromaMean.Length == 12 ? features.ChromaMean[i] : (double?)null),
                pitch?.RootMidi,
            ]
        );
        Fill(
            values,
            AspectBlock.Loudness,
            [
                loudness?.IntegratedLufs ?? features.RmsDb?.Mean ?? Quiet,
                features.RmsDb?.Std,
                region.Region.PeakDbfs - region.Region.RmsDbfs,
                loudness?.LoudnessRangeLu,
            ]
        );
        return values;
    }

    private static void Fill(float[] values, AspectBlock block, double?[] known)
    {
        if (known.Length != block.Used)
        {
            throw new InvalidOperationException($"{known.Length} values for a block of {block.Used}");
        }

        for (int i = 0; i < known.Length; i++)
        {
            values[block.Start + i] = known[i] is { } value && double.IsFinite(value) ? (float)value : float.NaN;
        }
    }

    private static double? Log(double? value) => value is > 0 ? Math.Log(value.Value) : null;

    private static float[] Values(SoundEmbedding embedding)
    {
        byte[] bytes = new byte[embedding.Dimensions * 2];
        if (!Convert.TryFromBase64String(embedding.Data, bytes, out int written) || written != bytes.Length)
        {
            return [];
        }

        float[] values = new float[embedding.Dimensions];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(i * 2));
        }

        return Array.TrueForAll(values, float.IsFinite) ? values : [];
    }
}
