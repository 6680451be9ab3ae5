using System.Text;
using System.Text.Json;
using AudioSampler.Analysis.Engine.Plugins;

namespace AudioSampler.Analysis.Tests.Engine.Plugins;

public sealed class JsonSchemaOfResultTests
{
    private const string Schema = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "properties": {
            "score": { "type": "number", "maximum": 1 },
            "kind": { "$ref": "#/$defs/kind" }
          },
          "required": ["score"],
          "additionalProperties": false,
          "$defs": { "kind": { "enum": ["clap", "cheer"] } }
        }
        """;

    [Theory]
    [InlineData("""{ "score": 0.5 }""")]
    [InlineData("""{ "score": 1, "kind": "clap" }""")]
    public void A_result_that_keeps_to_it_has_no_fault(string result) => Assert.Null(FaultOf(Schema, result));

    [Theory]
    [InlineData("""{ "score": 3 }""", "/score")]
    [InlineData("""{ "score": 1, "kind": "boo" }""", "/kind")]
    [InlineData("""{ "score": 1, "extra": 1 }""", "/extra")]
    [InlineData("{}", "the top")]
    [InlineData("null", "the top")]
    public void A_result_that_breaks_it_has_one_line_that_names_the_place(string result, string place)
    {
        string? fault = FaultOf(Schema, result);

        Assert.Contains($"it breaks its schema at {place}: ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault!);
    }

    [Theory]
    [InlineData("""{ "type": 3 }""")]
    [InlineData("3")]
    public void What_is_no_schema_is_refused(string schema) =>
        Assert.Throws<InvalidDataException>(() => new JsonSchemaOfResult(Encoding.UTF8.GetBytes(schema)));

    [Fact]
    public void A_reference_to_nothing_makes_every_result_a_fault() =>
        Assert.Contains("can't be used", FaultOf("""{ "$ref": "#/$defs/none" }""", "{}"), StringComparison.Ordinal);

    private static string? FaultOf(string schema, string result) =>
        new JsonSchemaOfResult(Encoding.UTF8.GetBytes(schema)).FaultOf(JsonDocument.Parse(result).RootElement);
}
