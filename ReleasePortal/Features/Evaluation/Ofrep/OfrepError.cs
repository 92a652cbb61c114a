using System.Text.Json;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>A refusal in OFREP's form. Details are for developers' logs: they tell what to mend, and nothing about the portal.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">OpenFeature's error code; null where OFREP has none.</param>
/// <param name="Details">One sentence.</param>
internal sealed record OfrepError(int Status, string? Code, string Details)
{
    public static readonly OfrepError KeyMissing = new(401, null, "Send an API key in the header Authorization (Bearer) or X-API-Key.");
    public static readonly OfrepError KeyUnknown = new(401, null, "The API key is unknown or was revoked.");
    public static readonly OfrepError KeyOfTheWrongKind = new(403, null, "Automation keys evaluate nothing: use a server key or a browser key.");
    public static readonly OfrepError MayNotUseConfigurations = new(403, null, "This key may not use business configurations: leave out the header X-Release-Configuration, or use a server key that was made for it.");
    public static readonly OfrepError NoSuchConfiguration = new(400, "GENERAL", "There is no business configuration of the key in the header X-Release-Configuration.");
    public static readonly OfrepError OriginMissing = new(403, null, "A browser key works in a page only: the header Origin is missing.");
    public static readonly OfrepError OriginUnknown = new(403, null, "Pages from this origin may not use the key.");
    public static readonly OfrepError TokenUnknown = new(401, null, "The token is unknown, too old, or of a key that was revoked: evaluate again to get a new one.");
    public static readonly OfrepError TooManyReaders = new(429, null, "This key has as many readers of events as it may: come back after the seconds in Retry-After.");
    public static readonly OfrepError NoRoomForReaders = new(503, null, "There are as many readers of events as there may be: come back after the seconds in Retry-After.");
    public static readonly OfrepError TooManyRequests = new(429, null, "Too many requests: come back after the seconds in Retry-After.");
    public static readonly OfrepError NotReady = new(503, null, "The release states are not loaded yet.");
    public static readonly OfrepError Failed = new(500, null, "The evaluation failed; the log of the portal says why.");
    public static readonly OfrepError TooLarge = new(413, "INVALID_CONTEXT", "The body is larger than 64 KB.");
    public static readonly OfrepError BrokenJson = new(400, "PARSE_ERROR", "The body is not valid JSON in UTF-8.");
    public static readonly OfrepError BrokenRequest = new(400, "PARSE_ERROR", "The body did not arrive whole.");
    public static readonly OfrepError NoContext = new(400, "INVALID_CONTEXT", "The body must be an object with a member context.");
    public static readonly OfrepError WrongContext = new(400, "INVALID_CONTEXT", "context must be an object, and its targetingKey a string.");
    public static readonly OfrepError NoSuchFlag = new(404, "FLAG_NOT_FOUND", "There is no such release control on this environment.");
    public static readonly OfrepError NoTargetingKey = new(400, "TARGETING_KEY_MISSING", "The answer depends on the user: send a targetingKey.");

    /// <summary>Answers with it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="key">The control that was asked for; null in bulk.</param>
    public async Task WriteAsync(HttpContext http, string? key = null)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = OfrepJson.ContentType;
        await using (var writer = new Utf8JsonWriter(http.Response.BodyWriter))
            WriteTo(writer, key);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>As one item among others.</summary>
    public void WriteTo(Utf8JsonWriter writer, string? key)
    {
        writer.WriteStartObject();
        if (key is not null && Code is not null)
            writer.WriteString("key"u8, key);
        if (Code is not null)
            writer.WriteString("errorCode"u8, Code);
        writer.WriteString("errorDetails"u8, Details);
        writer.WriteEndObject();
    }
}
