import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.formats.FunctionalSyntaxDocumentFormat;
import org.semanticweb.owlapi.formats.ManchesterSyntaxDocumentFormat;
import org.semanticweb.owlapi.formats.OWLXMLDocumentFormat;
import org.semanticweb.owlapi.formats.PrefixDocumentFormatImpl;
import org.semanticweb.owlapi.formats.RDFXMLDocumentFormat;
import org.semanticweb.owlapi.formats.TurtleDocumentFormat;
import org.semanticweb.owlapi.model.AxiomType;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLAnnotation;
import org.semanticweb.owlapi.model.OWLAxiom;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLDataFactory;
import org.semanticweb.owlapi.model.OWLDocumentFormat;
import org.semanticweb.owlapi.model.OWLObject;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyCreationException;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks ontology files with the OWL API, offline: imports are found through an OASIS catalog and nowhere else.
 *
 * <pre>
 * OwlApiCheck profiles  CATALOG FILE...                 are all files together in OWL 2 DL and in OWL 2 RL?
 * OwlApiCheck roundtrip CATALOG SYNTAX,... DIR FILE...  does writing each to DIR/SYNTAX and reading it change an axiom?
 * OwlApiCheck edit      CATALOG DIR FILE...             add a restriction to a class of each, write Turtle to DIR/turtle
 * </pre>
 *
 * Prints how many axioms were checked, then one line for each finding, with tabs between its columns. Exit code 0:
 * nothing found; 1: findings, or the files could not be loaded (then nothing is printed here).
 */
public final class OwlApiCheck {

    private static final List<Profiles> PROFILES = List.of(Profiles.OWL2_DL, Profiles.OWL2_RL);
    private static final Map<String, PrefixDocumentFormatImpl> FORMATS =
        Map.of("turtle", new TurtleDocumentFormat(), "manchester", new ManchesterSyntaxDocumentFormat(),
            "rdfxml", new RDFXMLDocumentFormat(), "owlxml", new OWLXMLDocumentFormat(),
            "functional", new FunctionalSyntaxDocumentFormat());

    public static void main(String[] arguments) throws Exception {
        Map<IRI, File> catalog = readCatalog(new File(arguments[1]));
        List<String> findings = new ArrayList<>();
        switch (arguments[0]) {
            case "profiles" -> findings.addAll(profileViolations(load(catalog, files(arguments, 2))));
            case "roundtrip" -> {
                OWLOntologyManager manager = load(catalog, files(arguments, 4));
                Map<IRI, Set<OWLObject>> before = contents(manager);
                for (String syntax : arguments[2].split(",")) {
                    findings.addAll(changes(before, writeAll(manager, syntax, new File(arguments[3], syntax))));
                }
                System.out.println("axioms\t" + before.values().stream().mapToInt(Set::size).sum());
            }
            case "edit" -> edit(load(catalog, files(arguments, 3)), new File(arguments[2], "turtle"));
            default -> throw new IllegalArgumentException("no such check: " + arguments[0]);
        }
        findings.forEach(System.out::println);
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    private static List<File> files(String[] arguments, int first) throws IOException {
        List<File> files = new ArrayList<>();
        for (String name : Arrays.copyOfRange(arguments, first, arguments.length)) {
            files.add(new File(name).getCanonicalFile());
        }
        return files;
    }

    /** Reads the {@code uri} entries of an OASIS XML catalog: ontology IRI to file. */
    private static Map<IRI, File> readCatalog(File catalog) throws Exception {
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(catalog).getDocumentElement();
        NodeList entries = root.getElementsByTagName("uri");
        Map<IRI, File> files = new HashMap<>();
        for (int index = 0; index < entries.getLength(); index++) {
            Element entry = (Element) entries.item(index);
            File file = new File(catalog.getAbsoluteFile().getParentFile(), entry.getAttribute("uri"));
            files.put(IRI.create(entry.getAttribute("name")), file.getCanonicalFile());
        }
        return files;
    }

    /** Loads the files and all they import; an import that the catalog lacks fails instead of reaching the network. */
    private static OWLOntologyManager load(Map<IRI, File> catalog, Collection<File> files)
            throws OWLOntologyCreationException {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        manager.getIRIMappers().add(iri -> {
            if ("file".equals(iri.getScheme())) {
                return iri;
            }
            File file = catalog.get(iri);
            return file == null ? IRI.create("file:/not-in-the-catalog#" + iri) : IRI.create(file);
        });
        for (File file : files) {
            IRI document = IRI.create(file);
            if (manager.ontologies().noneMatch(known -> manager.getOntologyDocumentIRI(known).equals(document))) {
                manager.loadOntologyFromOntologyDocument(file);
            }
        }
        return manager;
    }

    private static List<String> profileViolations(OWLOntologyManager manager) throws OWLOntologyCreationException {
        OWLOntology merged = OWLManager.createOWLOntologyManager().createOntology();
        manager.ontologies().forEach(ontology -> ontology.axioms().forEach(merged::add));
        List<String> findings = new ArrayList<>();
        for (Profiles profile : PROFILES) {
            for (OWLProfileViolation violation : profile.checkOntology(merged).getViolations()) {
                findings.add(profile + "\t" + violation.toString().replaceAll("\\s+", " "));
            }
        }
        System.out.println("axioms\t" + merged.getAxiomCount());
        return findings;
    }

    private static List<String> changes(Map<IRI, Set<OWLObject>> before, Map<IRI, File> written) throws Exception {
        Map<IRI, Set<OWLObject>> after = contents(load(written, written.values()));
        List<String> findings = new ArrayList<>();
        before.forEach((name, content) -> {
            missing(content, after.get(name)).forEach(object -> findings.add("lost\t" + name + "\t" + object));
            missing(after.get(name), content).filter(object -> !isDeclaration(object))
                .forEach(object -> findings.add("invented\t" + name + "\t" + object));
        });
        return findings;
    }

    /** Adds to the first class of each ontology that it has some value of a property, and writes the ontology. */
    private static void edit(OWLOntologyManager manager, File directory) throws Exception {
        OWLDataFactory factory = manager.getOWLDataFactory();
        List<OWLOntology> edited = manager.ontologies().filter(each -> each.classesInSignature().findAny().isPresent())
            .collect(Collectors.toList());
        for (OWLOntology ontology : edited) {
            OWLClass first = ontology.classesInSignature().sorted().findFirst().orElseThrow();
            IRI property = IRI.create("http://example.org/added");
            ontology.add(factory.getOWLSubClassOfAxiom(
                first, factory.getOWLObjectSomeValuesFrom(factory.getOWLObjectProperty(property), first)));
        }
        writeAll(manager, "turtle", directory);
        System.out.println("axioms\t" + edited.size());
    }

    private static Map<IRI, File> writeAll(OWLOntologyManager manager, String syntax, File directory)
            throws Exception {
        Map<IRI, File> written = new HashMap<>();
        for (OWLOntology ontology : manager.ontologies().collect(Collectors.toList())) {
            File file = new File(directory, "written-" + written.size());
            written.put(nameOf(ontology), write(ontology, FORMATS.get(syntax), file));
        }
        return written;
    }

    private static IRI nameOf(OWLOntology ontology) {
        return ontology.getOntologyID().getOntologyIRI().orElseThrow();
    }

    private static File write(OWLOntology ontology, PrefixDocumentFormatImpl format, File file) throws Exception {
        OWLDocumentFormat read = ontology.getFormat();
        if (read != null && read.isPrefixOWLDocumentFormat()) {
            format.copyPrefixesFrom(read.asPrefixOWLDocumentFormat());
        }
        ontology.getOWLOntologyManager().saveOntology(ontology, format, IRI.create(file.getCanonicalFile()));
        return file.getCanonicalFile();
    }

    /** Returns for each ontology its axioms and the annotations on itself. */
    private static Map<IRI, Set<OWLObject>> contents(OWLOntologyManager manager) {
        return manager.ontologies().collect(Collectors.toMap(OwlApiCheck::nameOf, ontology -> {
            Stream<OWLAxiom> axioms = ontology.axioms();
            Stream<OWLAnnotation> annotations = ontology.annotations();
            return Stream.concat(axioms, annotations).collect(Collectors.toSet());
        }));
    }

    private static Stream<OWLObject> missing(Set<OWLObject> from, Set<OWLObject> in) {
        Set<OWLObject> rest = new HashSet<>(from);
        rest.removeAll(in);
        return rest.stream();
    }

    private static boolean isDeclaration(OWLObject object) {
        return object instanceof OWLAxiom && ((OWLAxiom) object).isOfType(AxiomType.DECLARATION);
    }
}
