using System.Text.Json;
using System.Text.RegularExpressions;

namespace AudioSampler.Server.Problems;

/// <summary>Says in the words of the interface what the framework found wrong with a request; types of this program are no business of its callers.</summary>
internal static partial class BadRequestText
{
    private const int TimeoutMs = 1000;

    /// <summary>One line for the caller.</summary>
    public static string Of(BadHttpRequestException exception)
    {
        if (exception.InnerException is JsonException json)
        {
            return $"the JSON body is not what this endpoint takes: {Of(json)}";
        }

        Match value = WrongValue().Match(exception.Message);
        if (value.Success)
        {
            string kind = value.Groups["type"].Value switch
            {
                "int" or "long" => "a whole number",
                "double" or "float" => "a number",
                "bool" => "true or false",
                _ => "a value of its kind",
            };
            return $"'{value.Groups["value"].Value}' is no value for {value.Groups["name"].Value}, which is {kind}";
        }

        Match absent = MissingValue().Match(exception.Message);
        return exception.Message.Contains("no body was provided", StringComparison.Ordinal) ? "a JSON body is missing in the request"
            : absent.Success ? $"{absent.Groups["name"].Value} is missing in the request"
            : exception.Message;
    }

    /// <summary>What is wrong with JSON, in one line that names the field.</summary>
    public static string Of(JsonException exception)
    {
        string message = exception.Message.ReplaceLineEndings(" ");
        Match field = Field().Match(message);
        return field.Groups["unwanted"].Success ? $"{field.Groups["unwanted"].Value} is null, but it needs a value (at {exception.Path})"
            : field.Groups["unknown"].Success ? $"there is no '{field.Groups["unknown"].Value}' (at {exception.Path})"
            : field.Groups["odd"].Success ? $"the value at {exception.Path} is not of its kind"
            : TypeNames().Replace(message, "");
    }

    [GeneratedRegex(
        "^The (property or field|constructor parameter) '(?<unwanted>[^']+)' .*null|^The JSON property '(?<unknown>[^']+)' could not be mapped|^(?<odd>The JSON value could not be converted)",
        RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex Field();

    [GeneratedRegex(@" (for type|contained in type|to) '?(AudioSampler|System)\.[^' ]*'?|\.NET ", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex TypeNames();

    [GeneratedRegex(
        """^Failed to bind parameter "(?<type>[^ ]+?)\??  ?(?<name>[^"]+)" from "(?<value>.*)"\.$""",
        RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex WrongValue();

    [GeneratedRegex(
        """^Required parameter "[^ ]+ (?<name>[^"]+)" was not provided from [a-z ]+\.$""",
        RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex MissingValue();
}
