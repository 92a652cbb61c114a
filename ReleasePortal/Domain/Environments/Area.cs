using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Environments;

/// <summary>A part of the product, such as Storefront or Checkout.</summary>
public sealed class Area
{
    // For EF Core.
    private Area() => (Key, Name) = ("", "");

    public Guid Id { get; private set; }

    public string Key { get; private set; }

    public string Name { get; private set; }

    internal static Result<Area> Define(Guid id, string key, string name) =>
        Invalid.From(new FieldRules().Key("key", key).Required("name", name, 60).Errors) is { } invalid
            ? invalid
            : new Area { Id = id, Key = key, Name = name.Trim() };

    internal Changed Defined() =>
        new(new Sentence("DefineArea", Words.Of(("area", Name))), Before: null, new AreaSnapshot(Name));
}

/// <summary>What the history keeps of an area.</summary>
public sealed record AreaSnapshot(string Name);
