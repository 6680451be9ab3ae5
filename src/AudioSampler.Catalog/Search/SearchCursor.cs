using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AudioSampler.Catalog.Search;

/// <summary>
/// A place in a list, after some row: paging from there skips nothing and repeats nothing, whatever rows come or go before it (keyset paging).
/// </summary>
internal static class SearchCursor
{
    /// <summary>Writes the place after a row.</summary>
    /// <param name="query">The query.</param>
    /// <param name="sort">Its order.</param>
    /// <param name="values">Values of the row that the order compares.</param>
    public static string Write(SearchQuery query, SearchSort sort, IEnumerable<object?> values)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            json.WriteStringValue(Mark(query, sort));
            foreach (object? value in values)
            {
                switch (value)
                {
                    case null:
                        json.WriteNullValue();
                        break;
                    case long whole:
                        json.WriteNumberValue(whole);
                        break;
                    case double real:
                        // As text with a sign of its own: 120.0 must not come back as a whole number.
                        json.WriteStringValue("d" + real.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
                        break;
                    default:
                        json.WriteStringValue("s" + value);
                        break;
                }
            }

            json.WriteEndArray();
        }

        return Base64Url.EncodeToString(bytes.ToArray());
    }

    /// <summary>The values of the row that a place is after.</summary>
    /// <returns>False when it is no place in this list.</returns>
    public static bool TryRead(string cursor, SearchQuery query, SearchSort sort, out object?[] values)
    {
        values = [];
        try
        {
            using JsonDocument json = JsonDocument.Parse(Base64Url.DecodeFromChars(cursor));
            JsonElement[] items = [.. json.RootElement.EnumerateArray()];
            if (items.Length != sort.Terms.Count + 1 || items[0].GetString() != Mark(query, sort))
            {
                return false;
            }

            values = [.. items.Skip(1).Select(Value)];
            return true;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static object? Value(JsonElement item) =>
        item.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => item.GetInt64(),
            _ => item.GetString()! is var text && text.StartsWith('d')
                ? double.Parse(text.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)
                : text[1..],
        };

    /// <summary>Which list it is: a place in one is none in another.</summary>
    private static string Mark(SearchQuery query, SearchSort sort) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{query.Target}\n{query.Text}\n{sort.Text}")).AsSpan(0, 6));
}
