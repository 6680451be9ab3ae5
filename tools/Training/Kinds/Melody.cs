namespace AudioSampler.Training.Kinds;

/// <summary>The pitch of a singer from sample to sample: notes of a major scale, glides between them, vibrato that sets in after a while.</summary>
internal sealed class Melody
{
    private static readonly int[] Scale = [0, 2, 4, 5, 7, 9, 11];
    private readonly Random _random;
    private readonly double _tonic;
    private readonly double _vibratoHz;
    private readonly double _vibratoSemitones;
    private readonly double _glideSeconds;
    private readonly double _pace;
    private int _degree;
    private int _left;
    private int _age;
    private double _note;
    private double _pitch;
    private double _vibratoPhase;

    public Melody(Random random, double tonic)
    {
        _random = random;
        _tonic = tonic;
        _vibratoHz = 4.5 + (2 * random.NextDouble());
        _vibratoSemitones = random.NextDouble() < 0.25 ? 0.05 : 0.1 + (0.7 * random.NextDouble());
        _glideSeconds = 0.015 + (0.08 * random.NextDouble());
        _pace = 0.6 + (1.8 * random.NextDouble());
        _degree = random.Next(5);
        _pitch = tonic;
    }

    /// <summary>How much slower than spoken the text of this note goes.</summary>
    public double Stretch { get; private set; } = 3;

    public double Next()
    {
        if (_left-- <= 0)
        {
            _degree = Math.Clamp(_degree + _random.Next(-3, 4), -3, 9);
            int octave = (int)Math.Floor(_degree / 7.0);
            _note = _tonic + (12 * octave) + Scale[_degree - (7 * octave)];
            _left = (int)(Clip.SampleRate * (0.15 + (_pace * _random.NextDouble() * _random.NextDouble())));
            _age = 0;
            Stretch = 1.5 + (5 * _random.NextDouble());
        }

        _age++;
        double seconds = (double)_age / Clip.SampleRate;
        _pitch += (_note - _pitch) / (_glideSeconds * Clip.SampleRate);
        _vibratoPhase += 2 * Math.PI * _vibratoHz / Clip.SampleRate;
        double vibrato = _vibratoSemitones * Math.Clamp((seconds - 0.15) / 0.3, 0, 1) * Math.Sin(_vibratoPhase);
        return 440 * Math.Pow(2, (_pitch + vibrato - 69) / 12);
    }
}
