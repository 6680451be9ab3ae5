namespace AudioSampler.Dsp.Tests.Spectral;

/// <summary>What <c>Golden/shape.py</c> writes.</summary>
internal sealed record GoldenShape(int SampleRate, int FftLength, GoldenShape.Case[] Cases, double Flux)
{
    public static GoldenShape Read() => Golden.Read<GoldenShape>("Spectral", "shape.json");

    internal sealed record Case(
        float[] Power,
        double CentroidHz,
        double BandwidthHz,
        double RolloffHz,
        double Flatness,
        double Entropy,
        double[] ContrastDb
    );
}
