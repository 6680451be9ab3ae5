using System.Text.Json;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Plugins.Tests.Json;

/// <summary>The format <c>ais.analysis/1</c> as others read it: a change of these texts is a change of the format.</summary>
public sealed class AnalysisJsonTests
{
    [Fact]
    public void A_failed_document_is_written_like_this()
    {
        var document = new AnalysisDocument
        {
            Path = "/sounds/take \"1\".wav",
            Status = AnalysisStatus.Failed,
            Error = new AnalysisError(AnalysisErrorCode.DecodeFailed, "nothing of it could be decoded"),
        };

        Assert.Equal(
            """{"schema":"ais.analysis/1","path":"/sounds/take \u00221\u0022.wav","file_id":null,"status":"failed","error":{"code":"decode_failed","message":"nothing of it could be decoded"},"warnings":[],"options":null,"versions":{},"file":null,"regions":[],"summary":null,"overrides":null,"timings":null}""",
            JsonSerializer.Serialize(document, AnalysisJson.Default.AnalysisDocument)
        );
    }

    [Fact]
    public void Results_are_written_in_snake_case_with_their_nulls()
    {
        var tempo = new TempoResult
        {
            Bpm = 120.5,
            Confidence = 0.9,
            Candidates = [new TempoCandidate(120.5, 1), new TempoCandidate(60.25, 0.4)],
            Stable = true,
            BeatsS = [0.5, 1],
            DownbeatsS = [0.5],
        };

        Assert.Equal(
            """{"bpm":120.5,"confidence":0.9,"candidates":[{"bpm":120.5,"score":1},{"bpm":60.25,"score":0.4}],"stable":true,"curve":[],"beats_s":[0.5,1],"downbeats_s":[0.5],"time_signature":null,"meter_confidence":null}""",
            JsonSerializer.Serialize(tempo, AnalysisJson.Default.TempoResult)
        );
    }

    [Fact]
    public void Kinds_modes_and_states_are_written_by_name()
    {
        var segment = new ContentResult { Segments = [new ContentSegment(0, 1.5, SoundKind.Environment, "Environment", 0.8)] };
        var key = new KeyResult
        {
            Mode = KeyMode.Atonal,
            Confidence = 0.7,
            Method = "native",
            AnalysisMetadata = new KeyMetadata("native", "dotnet", new AccuracyRate(0.9, "set"), "1.0"),
        };

        Assert.Contains(
            "\"kind\":\"environment\"",
            JsonSerializer.Serialize(segment, AnalysisJson.Default.ContentResult),
            StringComparison.Ordinal
        );
        string written = JsonSerializer.Serialize(key, AnalysisJson.Default.KeyResult);
        Assert.Contains("\"mode\":\"atonal\"", written, StringComparison.Ordinal);
        Assert.Contains("\"accuracy_rate\":{\"value\":0.9,\"set\":\"set\"}", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_comes_back_as_it_was_written()
    {
        string path = Path.Combine(AudioSampler.Testing.Repository.Root, "tests", "AudioSampler.Plugins.Tests", "Json", "document-1.json");
        string stored = File.ReadAllText(path).TrimEnd();

        AnalysisDocument document = JsonSerializer.Deserialize(stored, AnalysisJson.Default.AnalysisDocument)!;

        Assert.Equal(AnalysisDocument.CurrentSchema, document.Schema);
        Assert.Equal(stored, JsonSerializer.Serialize(document, AnalysisJson.Default.AnalysisDocument));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_not_a_number_is_refused(double value)
    {
        Assert.Throws<ArgumentException>(() => JsonSerializer.Serialize(new TempoResult { Bpm = value }, AnalysisJson.Default.TempoResult));
    }

    [Fact]
    public void Every_code_has_its_name_in_snake_case()
    {
        foreach (AnalysisErrorCode code in Enum.GetValues<AnalysisErrorCode>())
        {
            string name = JsonSerializer
                .SerializeToElement(new AnalysisError(code, ""), AnalysisJson.Default.AnalysisError)
                .GetProperty("code")
                .GetString()!;
            Assert.Equal(code.ToString(), string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
        }
    }
}
