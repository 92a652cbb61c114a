using System.Collections.Frozen;

namespace ReleasePortal.FeatureManagement.Evaluation;

/// <summary>One operation of JsonLogic, read once and asked for every user; it alters nothing, so any thread may ask.</summary>
internal abstract class Logic
{
    public abstract Value For(in AskedUser user);

    public bool Holds(in AskedUser user) => For(user).IsTruthy;
}

internal sealed class Literal(Value value) : Logic
{
    public Value Value => value;

    public override Value For(in AskedUser user) => value;
}

internal sealed class Attribute(string name) : Logic
{
    public override Value For(in AskedUser user) => user[name];
}

/// <summary><c>if</c>: condition, outcome, condition, outcome, and perhaps what else.</summary>
internal sealed class Branches(Logic[] terms) : Logic
{
    public override Value For(in AskedUser user)
    {
        var index = 0;
        for (; index + 1 < terms.Length; index += 2)
        {
            if (terms[index].Holds(user))
                return terms[index + 1].For(user);
        }

        return index < terms.Length ? terms[index].For(user) : Value.Nothing;
    }
}

/// <summary><c>and</c> and <c>or</c>: asked in their order until one decides.</summary>
internal sealed class Chain(Logic[] terms, bool endsWith) : Logic
{
    public override Value For(in AskedUser user)
    {
        foreach (var term in terms)
        {
            if (term.Holds(user) == endsWith)
                return endsWith;
        }

        return !endsWith;
    }
}

internal sealed class Truth(Logic term, bool wanted) : Logic
{
    public override Value For(in AskedUser user) => term.Holds(user) == wanted;
}

/// <summary><c>===</c> and <c>!==</c>.</summary>
internal sealed class Sameness(Logic left, Logic right, bool wanted) : Logic
{
    public override Value For(in AskedUser user) => left.For(user).Is(right.For(user)) == wanted;
}

/// <summary><c>in</c> a list, which may be long: a group's members.</summary>
internal sealed class Listed(Logic term, IEnumerable<Value> values) : Logic
{
    private readonly FrozenSet<string> _texts = values.Select(value => value.Text).OfType<string>().ToFrozenSet();
    private readonly Value[] _others = [.. values.Where(value => value.Kind is not ValueKind.Text)];

    public override Value For(in AskedUser user)
    {
        var value = term.For(user);
        if (value.Text is { } text)
            return _texts.Contains(text);

        foreach (var other in _others)
        {
            if (other.Is(value))
                return true;
        }

        return false;
    }
}

/// <summary><c>in</c> a <c>merge</c> of one: an array does not contain itself.</summary>
internal sealed class Merged(Logic term, Logic merged) : Logic
{
    public override Value For(in AskedUser user) => term.For(user).Is(merged.For(user));
}

/// <summary>A comparison of two texts; false when either is none.</summary>
internal sealed class Texts(Logic left, Logic right, Func<string, string, bool> holds) : Logic
{
    public override Value For(in AskedUser user) =>
        left.For(user).Text is { } one && right.For(user).Text is { } other && holds(one, other);
}

/// <summary>A comparison of two numbers; false when either is none.</summary>
internal sealed class Numbers(Logic left, Logic right, Func<double, double, bool> holds) : Logic
{
    public override Value For(in AskedUser user) =>
        left.For(user).Number is { } one && right.For(user).Number is { } other && holds(one, other);
}

/// <summary><c>+</c> of one, which makes a number: of what is none, nothing that equals anything.</summary>
internal sealed class AsNumber(Logic term) : Logic
{
    public override Value For(in AskedUser user) => term.For(user).Number ?? double.NaN;
}

internal sealed class Joined(Logic[] terms) : Logic
{
    public override Value For(in AskedUser user)
    {
        if (terms.Length is 1)
            return terms[0].For(user).ToString();

        var texts = new string[terms.Length];
        for (var index = 0; index < terms.Length; index++)
            texts[index] = terms[index].For(user).ToString();
        return string.Concat(texts);
    }
}

internal sealed class Beginning(Logic term, int start, int length) : Logic
{
    public override Value For(in AskedUser user)
    {
        var text = term.For(user).ToString();
        var from = Math.Min(start, text.Length);
        return text.Substring(from, Math.Min(length, text.Length - from));
    }
}
